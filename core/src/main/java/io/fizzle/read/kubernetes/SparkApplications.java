package io.fizzle.read.kubernetes;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.Hindrances;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.FailureSignal.DriverFailed;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.PodEnded;
import io.fizzle.signal.MachineSignal.Waiting;
import io.fizzle.signal.RemovalReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Custom resources of the operators as configuration and as words of a failure: {@code
 * SparkApplication} and {@code ScheduledSparkApplication} of {@code sparkoperator.k8s.io/v1beta2}
 * (kubeflow), {@code SparkApplication} and {@code SparkCluster} of {@code spark.apache.org/v1}.
 */
final class SparkApplications {
  /** {@code driver container failed with ExitCode: 137, Reason: OOMKilled} (kubeflow). */
  private static final String MAIN_THREAD = "Exception in thread \"main\" ";

  private static final Pattern DRIVER_EXIT =
      Pattern.compile("ExitCode: (\\d{1,3})(?:, Reason: (\\w{1,60}))?");

  private static final List<String> FAILED =
      List.of("FAILED", "SUBMISSION_FAILED", "FAILING", "Failed", "SchedulingFailure");
  private static final List<String> SUCCEEDED = List.of("COMPLETED", "SUCCEEDING", "Succeeded");

  /** States of Apache's operator that say by themselves that something was waited for in vain. */
  private static final List<String> TIMED_OUT =
      List.of("DriverStartTimedOut", "DriverReadyTimedOut", "ExecutorsStartTimedOut");

  private final ReadInput input;
  private final SignalSink sink;

  SparkApplications(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
  }

  static boolean isOne(String kind) {
    return kind.equals("SparkApplication")
        || kind.equals("ScheduledSparkApplication")
        || kind.equals("SparkCluster");
  }

  void tell(ApiValue object) {
    ApiValue spec = object.at("spec");
    spec = spec.has("template", "driver") ? spec.at("template") : spec;
    ApiValue status = object.at("status");
    String name = object.text("metadata", "name");
    Settings settings = new Settings();
    settings.take(spec);
    Map<String, String> properties = settings.properties;
    Evidence evidence = evidence(spec.cited("SparkApplication " + name + ".spec"));
    sink.accept(
        new Identified(
            evidence,
            orNull(status.text("sparkApplicationId")),
            properties.getOrDefault("spark.app.name", name),
            orNull(first(spec.text("sparkVersion"), spec.text("runtimeVersions", "sparkVersion"))),
            "k8s",
            null));
    if (!properties.isEmpty()) {
      sink.accept(new Configured(evidence, properties, false, settings.places));
    }
    kubeflow(status.at("applicationState"), name);
    apache(status.at("currentState"), name);
  }

  /** Properties, each with the line on which it stands. */
  private final class Settings {
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, Evidence> places = new LinkedHashMap<>();

    /** Typed fields win over {@code sparkConf}, because the operator submits them last. */
    void take(ApiValue spec) {
      spec.at("sparkConf").members().forEach(this::put);
      for (String role : List.of("driver", "executor")) {
        ApiValue pod = spec.at(role);
        putTyped("spark." + role + ".memory", pod.at("memory"));
        putTyped("spark." + role + ".memoryOverhead", pod.at("memoryOverhead"));
        putTyped("spark." + role + ".cores", pod.at("cores"));
        putTyped("spark." + role + ".extraJavaOptions", pod.at("javaOptions"));
        putTyped("spark.kubernetes." + role + ".request.cores", pod.at("coreRequest"));
        putTyped("spark.kubernetes." + role + ".limit.cores", pod.at("coreLimit"));
      }
      putTyped("spark.executor.instances", spec.at("executor", "instances"));
      putTyped("spark.kubernetes.memoryOverheadFactor", spec.at("memoryOverheadFactor"));
      putTyped("spark.kubernetes.container.image", spec.at("image"));
      ApiValue dynamic = spec.at("dynamicAllocation");
      for (String key : List.of("enabled", "initialExecutors", "minExecutors", "maxExecutors")) {
        putTyped("spark.dynamicAllocation." + key, dynamic.at(key));
      }
      if (dynamic.text("enabled").equals("true")) {
        // unless it is told otherwise, the operator submits this with it
        properties.put("spark.dynamicAllocation.shuffleTracking.enabled", "true");
        putTyped(
            "spark.dynamicAllocation.shuffleTracking.enabled",
            dynamic.at("shuffleTrackingEnabled"));
      }
      if (spec.text("mode").equals("cluster") || spec.has("driverSpec")) {
        properties.putIfAbsent("spark.submit.deployMode", "cluster");
      }
      String file = first(spec.text("mainApplicationFile"), spec.text("pyFiles"));
      if (spec.text("type").equals("Python") || file.endsWith(".py")) {
        properties.putIfAbsent("spark.kubernetes.resource.type", "python");
      }
    }

    private void putTyped(String key, ApiValue value) {
      if (!value.text().isEmpty()) {
        put(key, value);
      }
    }

    private void put(String key, ApiValue value) {
      String shown = Redaction.isSecretKey(key) ? Redaction.MASK : Redaction.redact(value.text());
      properties.put(key, shown);
      places.put(key, evidence(new Cited(value.line(), key + "=" + shown)));
    }
  }

  private void kubeflow(ApiValue state, String name) {
    if (!state.text("state").isEmpty()) {
      Evidence evidence =
          evidence(state.cited("SparkApplication " + name + ".status", "state", "errorMessage"));
      ended(evidence, state.text("state"), state.text("errorMessage"));
    }
  }

  private void apache(ApiValue state, String name) {
    String summary = state.text("currentStateSummary");
    if (summary.isEmpty()) {
      return;
    }
    Evidence evidence =
        evidence(
            state.cited("SparkApplication " + name + ".status", "currentStateSummary", "message"));
    ended(evidence, summary, state.text("message"));
    ApiValue driver = state.at("lastObservedDriverStatus");
    if (!driver.equals(ApiValue.ABSENT)) {
      new PodSignals(input, sink).tell(ObjectForms.pod(driver), Owner.DRIVER, new EventTrail());
    }
  }

  /**
   * Tells how an application stands.
   *
   * @param state the operator's word for it
   * @param message the operator's text, may be empty
   */
  void ended(Evidence evidence, String state, String message) {
    if (TIMED_OUT.contains(state)) {
      String words = state + ": " + message;
      sink.accept(new Waiting(evidence, "application", words, Hindrances.of(words)));
    } else if (state.equals("DriverEvicted")) {
      sink.accept(new PodEnded(evidence, Owner.DRIVER, evicted(message)));
    } else if (SUCCEEDED.contains(state)) {
      sink.accept(new FinalStatus(evidence, true));
    } else if (FAILED.contains(state)) {
      failed(evidence, message);
    }
  }

  private static RemovalReason evicted(String message) {
    return new RemovalReason(
        RemovalReason.Kind.EVICTED, null, 0, 0, 0, "DriverEvicted", "DriverEvicted: " + message);
  }

  private void failed(Evidence evidence, String message) {
    Matcher exit = DRIVER_EXIT.matcher(message);
    if (exit.find()) {
      sink.accept(new FinalStatus(evidence, false));
      sink.accept(
          new ContainerExited(
              evidence, "", Owner.DRIVER, Integer.parseInt(exit.group(1)), exit.group(2), message));
    } else if (message.contains("Exception") || message.contains("Error:")) {
      sink.accept(new FinalStatus(evidence, false));
      sink.accept(new DriverFailed(evidence, Failures.parse(thrown(message))));
    } else {
      sink.accept(new FinalStatus(evidence, false, Failures.parse(message)));
    }
  }

  /** The operator quotes all that spark-submit printed, up to the exception that ended it. */
  private static String thrown(String message) {
    int at = message.indexOf(MAIN_THREAD);
    return at < 0 ? message : message.substring(at + MAIN_THREAD.length());
  }

  private Evidence evidence(Cited cited) {
    return new Evidence(input.source(), cited.line(), null, cited.excerpt());
  }

  private static String first(String preferred, String other) {
    return preferred.isEmpty() ? other : preferred;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
