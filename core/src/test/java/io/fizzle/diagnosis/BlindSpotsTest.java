package io.fizzle.diagnosis;

import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.Application;
import io.fizzle.application.ApplicationBuilder;
import io.fizzle.cases.Vitals;
import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.BlindSpot.State;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.remedy.Recording;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlindSpotsTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Evidence EVENT =
      new Evidence(new Source("eventlog", SourceKind.EVENT_LOG, Owner.DRIVER), 1, START, "");

  /** A run that succeeded, with two executors of which nothing but the event log was read. */
  private static Diagnosis run(String version, String java, Map<String, String> settings) {
    return run(version, java, settings, List.of());
  }

  private static Diagnosis run(
      String version, String java, Map<String, String> settings, List<Signal> more) {
    Map<String, String> properties = new HashMap<>(settings);
    properties.putIfAbsent("spark.eventLog.enabled", "true");
    ApplicationBuilder builder = new ApplicationBuilder();
    builder.accept(
        new ApplicationSignal.Identified(
            EVENT, "application_1_7", "nightly", version, settings.get("spark.master"), java));
    builder.accept(new ApplicationSignal.Configured(EVENT, properties, true));
    builder.accept(new ApplicationSignal.Started(EVENT));
    for (String id : List.of("1", "2")) {
      builder.accept(new ExecutorSignal.Added(EVENT, id, "node-" + id, 4));
    }
    builder.accept(new WorkSignal.JobEnded(EVENT, 0, null));
    more.forEach(builder::accept);
    builder.accept(new ApplicationSignal.Ended(EVENT, null));
    return Diagnostician.standard().diagnose(builder.build());
  }

  private static Optional<BlindSpot> spot(Diagnosis diagnosis, String id) {
    return BlindSpots.of(diagnosis).stream().filter(spot -> spot.id().equals(id)).findFirst();
  }

  private static List<String> lines(Diagnosis diagnosis, String id) {
    return spot(diagnosis, id).map(BlindSpot::lines).orElse(List.of()).stream()
        .map(Recording.Line::text)
        .toList();
  }

  @Test
  void aGcLogForJdk8OnYarnIsAddedToTheOptionsThatAreSet() {
    Diagnosis diagnosis =
        run(
            "2.4.8",
            "1.8.0_292",
            Map.of("spark.master", "yarn", "spark.executor.extraJavaOptions", "-Dsite=a"));

    assertThat(lines(diagnosis, "executor-gc-logs"))
        .containsExactly(
            "spark.executor.extraJavaOptions=-Dsite=a -XX:+PrintGCDetails"
                + " -XX:+PrintGCDateStamps -Xloggc:<LOG_DIR>/gc-%p.log");
  }

  @Test
  void onKubernetesTheGcLogGoesWhereKubectlFindsItAndDeadPodsStay() {
    Diagnosis diagnosis = run("4.1.1", "17.0.1", Map.of("spark.master", "k8s://https://k:6443"));

    assertThat(lines(diagnosis, "executor-gc-logs"))
        .containsExactly(
            "spark.executor.extraJavaOptions=-Xlog:gc*,safepoint:stdout:time,uptime,level,tags");
    assertThat(lines(diagnosis, "executor-logs"))
        .containsExactly("spark.kubernetes.executor.deleteOnTermination=false");
    assertThat(spot(diagnosis, "executor-logs").orElseThrow().ways())
        .containsExactly(
            "kubectl logs -l spark-app-selector=application_1_7,spark-role=executor --prefix"
                + " --tail=-1");
  }

  @Test
  void whatIsOnIsNotAskedFor() {
    Diagnosis diagnosis =
        run(
            "4.1.1",
            "17.0.1",
            Map.of(
                "spark.master",
                "yarn",
                "spark.eventLog.logStageExecutorMetrics",
                "true",
                "spark.executor.processTreeMetrics.enabled",
                "true",
                "spark.driver.log.persistToDfs.enabled",
                "true",
                "spark.executor.extraJavaOptions",
                "-Xlog:gc*:file=/var/gc.log"));

    assertThat(BlindSpots.of(diagnosis).stream().flatMap(spot -> spot.lines().stream())).isEmpty();
    assertThat(spot(diagnosis, "executor-gc-logs").map(BlindSpot::state)).contains(State.ABSENT);
    assertThat(spot(diagnosis, "executor-gc-logs").orElseThrow().ways())
        .containsExactly("it was written to /var/gc.log");
  }

  @Test
  void whatTheFlightRecorderTellsIsNotAskedFor() {
    Map<String, String> settings = Map.of("spark.master", "yarn");
    List<Signal> recorded = Vitals.healthy("1").between(0, 5);

    assertThat(spot(run("4.1.1", "17.0.1", settings), "process-tree")).isPresent();
    assertThat(spot(run("4.1.1", "17.0.1", settings, recorded), "process-tree")).isEmpty();
  }

  @Test
  void whatTheVersionDoesNotKnowIsNotAskedFor() {
    Diagnosis diagnosis = run("2.4.8", "1.8.0_292", Map.of("spark.master", "yarn"));

    assertThat(BlindSpots.of(diagnosis).stream().map(BlindSpot::id))
        .doesNotContain("executor-peaks", "process-tree");
    assertThat(lines(diagnosis, "driver-log")).isEmpty();
  }

  @Test
  void peaksAreAskedForWhereTheyWereNotRecorded() {
    Diagnosis diagnosis = run("3.5.9", "17.0.1", Map.of("spark.master", "spark://m:7077"));

    assertThat(lines(diagnosis, "executor-peaks"))
        .containsExactly("spark.eventLog.logStageExecutorMetrics=true");
    assertThat(lines(diagnosis, "process-tree"))
        .containsExactly("spark.executor.processTreeMetrics.enabled=true");
  }

  @Test
  void anEventLogThatIsOffIsSwitchedOnWithWhatGoesIntoIt() {
    ApplicationBuilder builder = new ApplicationBuilder();
    Evidence line =
        new Evidence(new Source("log", SourceKind.SPARK_LOG, Owner.DRIVER), 1, START, "");
    builder.accept(
        new ApplicationSignal.Identified(
            line, "app-1", "nightly", "4.1.1", "spark://m:7077", "17"));
    builder.accept(
        new ApplicationSignal.Configured(line, Map.of("spark.executor.memory", "1g"), false));

    Diagnosis diagnosis = Diagnostician.standard().diagnose(builder.build());

    assertThat(spot(diagnosis, "event-log").map(BlindSpot::state)).contains(State.NOT_RECORDED);
    assertThat(lines(diagnosis, "event-log"))
        .containsExactly(
            "spark.eventLog.enabled=true",
            "spark.eventLog.dir=file:/tmp",
            "spark.eventLog.logStageExecutorMetrics=true",
            "spark.executor.processTreeMetrics.enabled=true");
    assertThat(spot(diagnosis, "event-log").orElseThrow().ways()).isEmpty();
  }

  @Test
  void droppedEventsAskForALongerQueueAndCiteTheLine() {
    Diagnosis diagnosis =
        run(
            "3.5.9",
            "17.0.1",
            Map.of("spark.master", "yarn"),
            List.of(
                new ApplicationSignal.EvidenceLost(
                    EVENT, "Dropped 12 events from eventLog since")));

    BlindSpot dropped = spot(diagnosis, "dropped-events").orElseThrow();
    assertThat(dropped.state()).isEqualTo(State.DROPPED);
    assertThat(dropped.evidence()).containsExactly(EVENT);
    assertThat(lines(diagnosis, "dropped-events"))
        .containsExactly("spark.scheduler.listenerbus.eventqueue.capacity=40000");
  }

  @Test
  void compactedEventsAreNoDroppedOnes() {
    Diagnosis diagnosis =
        run(
            "3.5.9",
            "17.0.1",
            Map.of("spark.master", "yarn"),
            List.of(
                new ApplicationSignal.EvidenceLost(
                    EVENT, "events of finished jobs were compacted away up to file 3")));

    assertThat(spot(diagnosis, "compacted-events").map(BlindSpot::state)).contains(State.COMPACTED);
    assertThat(spot(diagnosis, "dropped-events")).isEmpty();
  }

  @Test
  void withTheDriversLogSuccessWouldBeAsSureAsItGets() {
    Diagnosis diagnosis = run("3.5.9", "17.0.1", Map.of("spark.master", "yarn"));

    assertThat(diagnosis.verdict().confidence()).isEqualTo(0.85);
    assertThat(BlindSpots.of(diagnosis).get(0).id()).isEqualTo("driver-log");
    assertThat(BlindSpots.of(diagnosis).get(0).reach()).isEqualTo(0.97);
  }

  @Test
  void theEndOfADriversLogThatJustStopsIsABlindSpotOfASuccess() {
    Diagnosis diagnosis =
        run(
            "3.5.9",
            "17.0.1",
            Map.of("spark.master", "yarn"),
            List.of(new JvmSignal.LogEnded(EVENT, Owner.DRIVER, false, true)));

    assertThat(diagnosis.verdict().confidence()).isEqualTo(0.85);
    assertThat(spot(diagnosis, "driver-log"))
        .map(BlindSpot::what)
        .contains("the end of the driver's log");
  }

  @Test
  void whereTheDriversLogWasReadItIsNoBlindSpot() {
    Diagnosis diagnosis =
        run(
            "3.5.9",
            "17.0.1",
            Map.of("spark.master", "yarn"),
            List.of(new JvmSignal.LogEnded(EVENT, Owner.DRIVER, true, true)));

    assertThat(spot(diagnosis, "driver-log")).isEmpty();
  }

  @Test
  void whatABlindSpotWeighsIsComputedWithTheWeightsInUse() {
    Calibration steep = new Calibration(0.7, 1.5, 6, 8, -3, 0.98, 0.5);
    Application picture = application(added("1", 5), removed("1", 21, exit(137)));

    double shipped = reach(Diagnostician.standard().diagnose(picture));
    double learnt = reach(new Diagnostician(Causes.all(), steep).diagnose(picture));

    assertThat(shipped).isPositive();
    assertThat(learnt).isGreaterThan(shipped);
  }

  private static double reach(Diagnosis diagnosis) {
    return BlindSpots.of(diagnosis).stream().mapToDouble(BlindSpot::reach).max().orElse(0);
  }

  @Test
  void anotherStrongArgumentRaisesAProbabilityUpToTheCeiling() {
    Calibration calibration = new Calibration(0.7, 1.5, 3, 5, -3, 0.98, 0.5);

    assertThat(calibration.with(0.5, io.fizzle.cause.Strength.STRONG)).isBetween(0.952, 0.953);
    assertThat(calibration.with(0.98, io.fizzle.cause.Strength.STRONG)).isEqualTo(0.98);
  }
}
