package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.Admission;
import io.fizzle.remedy.ConfigurationRemedies;
import io.fizzle.remedy.ImageRemedies;
import io.fizzle.remedy.JavaOptionRemedies;
import io.fizzle.remedy.MasterRemedies;
import io.fizzle.remedy.PodRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.MachineSignal.Hindrance;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Spark or the JVM rejected the configuration. */
public final class BadConfiguration extends Cause {
  /** The shell's codes for a command that is no program, and for one that does not exist. */
  private static final int NOT_EXECUTABLE = 126;

  private static final int NOT_FOUND = 127;

  public BadConfiguration() {
    super(
        "bad-configuration",
        "Wrong configuration",
        "was started with a configuration that cannot work",
        Answer.NEITHER,
        FailureKind.INVALID_CONFIGURATION,
        FailureKind.COMMAND_MISSING,
        FailureKind.CONTEXT_MISSING,
        FailureKind.CONTEXT_NEVER_MADE);
  }

  @Override
  public Page page() {
    return new Page(
            "Two keys contradict each other, a value is out of range, an option is not allowed, or"
                + " a program that the configuration names does not exist. On Kubernetes the"
                + " cluster itself may refuse what the pods ask for: an admission webhook, a"
                + " policy, pod security, a limit range.",
            "The exception at the start of the SparkContext, or the message of the JVM, names"
                + " the key or the option; `admission webhook \"...\" denied the request`,"
                + " `ValidatingAdmissionPolicy '...' denied request`, `violates PodSecurity` or"
                + " `maximum memory usage per Container is ...` names what the pods break. In"
                + " cluster mode on YARN: `User did not initialize spark context!` (exit code 13)"
                + " of a program that ended, or made a SparkContext with a master of its own;"
                + " `SparkContext did not initialize after waiting for` only suggests it.",
            "A failure of user code after the start. A webhook that does not answer (`failed"
                + " calling webhook`) refuses nothing: its service is down. Old GC options on a new"
                + " JVM: executors of recent Spark run with `-XX:+IgnoreUnrecognizedVMOptions`, so"
                + " that there is only no GC log.",
            "Setting memory or JVM options of the driver in the program.")
        .looksLike(
            "The application or its executors end in the first seconds with a sentence that"
                + " names a key, an option or a command.")
        .fixedBy(
            "Change what the sentence names. `-Xmx` does not belong into `extraJavaOptions` but"
                + " into `spark.executor.memory` or `spark.driver.memory`; `spark.network.timeout`"
                + " must be above `spark.executor.heartbeatInterval`;"
                + " `spark.memory.offHeap.enabled` needs `spark.memory.offHeap.size`; old GC"
                + " options (`-XX:+PrintGCDateStamps`) are gone since JDK 9: `-Xlog:gc*`. A pod"
                + " that is refused: write what is asked for into the pod template"
                + " (`spark.kubernetes.executor.podTemplateFile`, 3.0 and later) or its keys, or"
                + " let the owner of the rule except the namespace. `fizzle config check` finds"
                + " most of it before the run.")
        .refutedBy(
            "in client mode the driver's JVM has started before the program sets anything (Spark,"
                + " Configuration, `spark.driver.memory`, `spark.driver.extraJavaOptions`).");
  }

  /** A program that is slow to make its SparkContext may have met anything on its way there. */
  @Override
  protected Strength strength(FailureKind kind) {
    return switch (kind) {
      case CONTEXT_MISSING -> Strength.MODERATE;
      case CONTEXT_NEVER_MADE -> Strength.STRONG;
      default -> super.strength(kind);
    };
  }

  @Override
  public String verdict(Incident incident) {
    return switch (Measures.failure(incident).kind()) {
      case CONTEXT_MISSING -> "had made no SparkContext when YARN's application master gave up";
      case CONTEXT_NEVER_MADE -> "ended without a SparkContext on YARN";
      default -> super.verdict(incident);
    };
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    super.weighFailure(failure, evidence, incident, application, scale);
    missing(incident, application)
        .ifPresent(
            waiting ->
                scale.supports(
                    Strength.PROOF, waiting.evidence(), "the pod waits: " + waiting.reason()));
  }

  private static Optional<MachineSignal.Waiting> missing(
      Incident incident, Application application) {
    return incident instanceof ProcessLost
        ? Optional.empty()
        : PodWaits.of(incident, application, Set.of(Hindrance.CONFIGURATION));
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    super.weighLoss(lost, application, scale);
    Evidence exit = lost.ledger().exitEvidence();
    if (exit != null
        && (lost.ledger().exitedWith(NOT_EXECUTABLE) || lost.ledger().exitedWith(NOT_FOUND))) {
      scale.supports(
          Strength.STRONG,
          exit,
          "exit code " + lost.ledger().exitCode() + ": its start command could not be run");
    }
    lost.life()
        .facts()
        .first(JvmSignal.OptionRejected.class)
        .ifPresent(
            rejected ->
                scale.supports(
                    Strength.PROOF,
                    rejected.evidence(),
                    // where the JVM names no option, it says a sentence
                    rejected.option().contains(" ")
                        ? "the JVM did not start: " + rejected.option()
                        : "the JVM rejected the option " + rejected.option()));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    FailureKind kind = Measures.failure(incident).kind();
    Optional<MachineSignal.Waiting> missing = missing(incident, application);
    if (missing.isPresent()) {
      return PodRemedies.missing(missing.get().reason());
    }
    if (kind == FailureKind.CONTEXT_NEVER_MADE) {
      return MasterRemedies.contextNeverMade();
    }
    if (kind == FailureKind.CONTEXT_MISSING) {
      return MasterRemedies.contextLate(Measures.conf(application));
    }
    Optional<Remedy> refused = Admission.refused(Measures.failure(incident).message());
    if (refused.isPresent()) {
      return List.of(refused.get());
    }
    Optional<Remedy> processor =
        startFailure(incident)
            .flatMap(words -> ImageRemedies.otherProcessor(image(incident), words));
    if (processor.isPresent()) {
      return List.of(processor.get());
    }
    SparkConf conf = Measures.conf(application);
    Optional<JvmSignal.OptionRejected> rejected =
        incident instanceof ProcessLost lost
            ? lost.life().facts().first(JvmSignal.OptionRejected.class)
            : Optional.empty();
    List<Remedy> precise =
        rejected
            .map(
                signal ->
                    JavaOptionRemedies.optionRejected(
                        conf, Measures.jvm(incident), signal.option()))
            .orElse(List.of());
    if (!precise.isEmpty()) {
      return precise;
    }
    return ConfigurationRemedies.badConfiguration(
        conf,
        rejected
            .map(JvmSignal.OptionRejected::option)
            .or(() -> startFailure(incident))
            .orElseGet(() -> Measures.failure(incident).message()));
  }

  private static String image(Incident incident) {
    return incident instanceof ProcessLost lost
        ? lost.life().facts().all(MachineSignal.PodDescribed.class).stream()
            .map(MachineSignal.PodDescribed::image)
            .filter(image -> !image.isEmpty())
            .findFirst()
            .orElse("")
        : "";
  }

  private Optional<String> startFailure(Incident incident) {
    return incident instanceof ProcessLost lost
        ? lost.life().facts().all(ExecutorSignal.StartFailed.class).stream()
            .map(ExecutorSignal.StartFailed::failure)
            .filter(failure -> explains(failure.kind()))
            .map(Failure::message)
            .findFirst()
        : Optional.empty();
  }
}
