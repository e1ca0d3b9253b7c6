package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.ConfigurationRemedies;
import io.fizzle.cause.Measures;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import java.util.List;

/** Spark or the JVM rejected the configuration. */
public final class BadConfiguration extends Cause {

  public BadConfiguration() {
    super(
        "bad-configuration",
        "Wrong configuration",
        "was started with a configuration that cannot work",
        Answer.NEITHER,
        FailureKind.INVALID_CONFIGURATION,
        FailureKind.COMMAND_MISSING);
  }

  @Override
  public Page page() {
    return new Page(
        "Two keys contradict each other, a value is out of range, an option is not allowed, "
            + "or a program that the configuration names does not exist.",
        "The exception of SparkContext's start names the key.",
        "A failure of user code after the start.",
        "");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    super.weighLoss(lost, application, scale);
    lost.life().facts().all(ExecutorSignal.StartFailed.class).stream()
        .filter(failed -> explains(failed.failure().kind()))
        .findFirst()
        .ifPresent(
            failed ->
                scale.supports(
                    Strength.PROOF,
                    failed.evidence(),
                    "it could not start: " + failed.failure().headline()));
    lost.life()
        .facts()
        .first(JvmSignal.OptionRejected.class)
        .ifPresent(
            rejected ->
                scale.supports(
                    Strength.PROOF,
                    rejected.evidence(),
                    "the JVM rejected the option " + rejected.option()));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return ConfigurationRemedies.badConfiguration(Measures.conf(application), Measures.failure(incident).message());
  }
}
