package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.VersionRemedies;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** Two versions of one library, or of Spark, Scala or Java, do not fit. */
public final class VersionConflict extends Cause {

  public VersionConflict() {
    super(
        "version-conflict",
        "Incompatible library versions",
        "met an incompatible version of a class",
        Answer.NEITHER,
        FailureKind.VERSION_CONFLICT);
  }

  @Override
  public Page page() {
    return new Page(
            "The application was built against another version of a library, of Spark, Scala,"
                + " Java or Python, than the one that runs.",
            "`NoSuchMethodError`, `AbstractMethodError`, `UnsupportedClassVersionError`,"
                + " `InvalidClassException`.",
            "A class that is missing altogether (`class-missing`).",
            "Adding the newer library with `--packages`.")
        .looksLike(
            "`NoSuchMethodError`, `NoSuchFieldError`, `IncompatibleClassChangeError`,"
                + " `UnsupportedClassVersionError`.")
        .fixedBy(
            "Build against the very versions of Spark, Scala and Hadoop that run; Scala"
                + " 2.12 and 2.13 do not mix. Shade and relocate what collides with Spark's own"
                + " libraries; `spark.driver.userClassPathFirst` and"
                + " `spark.executor.userClassPathFirst` only as a last resort. Spark 3.x needs"
                + " Java 8, 11 or 17 (3.2 and before: 8 or 11), Spark 4 needs 17 or 21.")
        .refutedBy(
            "Spark's own jars go first, unless `spark.driver.userClassPathFirst` or"
                + " `spark.executor.userClassPathFirst` says otherwise (Spark, Configuration).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return VersionRemedies.of(
        Measures.conf(application),
        application.identity().sparkVersion() != null,
        Measures.jvm(incident),
        Measures.failure(incident).message());
  }
}
