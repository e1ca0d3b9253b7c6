package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.MissingClassRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A class was not on the class path of the process that needed it. */
public final class ClassMissing extends Cause {

  public ClassMissing() {
    super(
        "class-missing",
        "Class missing",
        "could not find a class",
        Answer.NEITHER,
        FailureKind.CLASS_MISSING);
  }

  @Override
  public Page page() {
    return new Page(
            "A dependency was not shipped with `--jars`, `--packages` or the assembly, or"
                + " only the driver has it.",
            "`ClassNotFoundException` or `NoClassDefFoundError` with the name.",
            "`NoSuchMethodError`: there the class is found, in another version"
                + " (`version-conflict`).",
            "`spark.executor.extraClassPath` alone: it names places on the executors'"
                + " machines and ships nothing.")
        .looksLike(
            "`ClassNotFoundException` or `NoClassDefFoundError`, in the driver or only in"
                + " tasks.")
        .fixedBy(
            "Bring the jar to where it is missing: `--jars`, `--packages`"
                + " (`spark.jars.packages`) or a shaded application jar. A jar that only the"
                + " driver has is missing in executors: it does not travel with"
                + " `spark.driver.extraClassPath`.")
        .refutedBy(
            "only the application jar and those of `--jars` and `--packages` are transferred"
                + " to the cluster (Spark, Submitting Applications, Advanced Dependency"
                + " Management).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return MissingClassRemedies.of(
        Measures.conf(application), Measures.failure(incident).message());
  }
}
