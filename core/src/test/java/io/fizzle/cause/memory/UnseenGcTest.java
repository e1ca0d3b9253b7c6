package io.fizzle.cause.memory;

import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.gcLog;
import static io.fizzle.cases.Signals.gcLogEnded;
import static io.fizzle.cases.Signals.heapSpace;
import static io.fizzle.cases.Signals.metrics;
import static io.fizzle.cases.Signals.pause;
import static io.fizzle.cases.Signals.removed;
import static io.fizzle.cases.Signals.taskFailed;
import static io.fizzle.cases.Signals.told;
import static io.fizzle.cases.Signals.uncaught;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.Application;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incidents;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.JvmSignal.GcReported;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.Signal;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal.TaskFailed;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether anything tells how much time GC took before {@code Java heap space}. */
class UnseenGcTest {
  private static final Owner EXECUTOR = Owner.executor("1");

  private static boolean isUnseen(Signal... signals) {
    Application application = application(signals);
    Incident first = Incidents.find(application).get(0);
    return UnseenGc.before(first, application);
  }

  private static boolean isUnseenInALostExecutor(Signal... more) {
    Signal[] loss = {uncaught(EXECUTOR, 20, heapSpace()), removed("1", 21, exit(52))};
    return isUnseen(Stream.concat(Stream.of(loss), Stream.of(more)).toArray(Signal[]::new));
  }

  private static TaskFailed failed(@Nullable TaskMetrics metrics) {
    return new TaskFailed(told(20), 0, 0, 3, 0, 3, "1", heapSpace(), metrics, null, null, 0, -1);
  }

  private static Configured options(String options) {
    return new Configured(told(1), Map.of("spark.executor.extraJavaOptions", options), true);
  }

  @Test
  void nothingTellsInTheDriversLogAlone() {
    assertThat(isUnseenInALostExecutor()).isTrue();
    assertThat(isUnseen(taskFailed(0, 3, 0, "1", 20, heapSpace()))).isTrue();
  }

  @Test
  void theGcLogOfThatExecutorTells() {
    Source own = gcLog("gc-1.log", EXECUTOR, 0);
    Source other = gcLog("gc-2.log", Owner.executor("2"), 0);

    assertThat(
            isUnseenInALostExecutor(
                pause(own, PauseKind.FULL, 19, 300, 1000, 990), gcLogEnded(own, 20)))
        .isFalse();
    assertThat(
            isUnseenInALostExecutor(
                pause(other, PauseKind.FULL, 19, 300, 1000, 990), gcLogEnded(other, 20)))
        .isTrue();
  }

  @Test
  void theMetricsOfTheTaskThatFailedTell() {
    assertThat(isUnseen(failed(metrics(15_000, 900)))).isFalse();
    assertThat(isUnseen(failed(metrics(15_000, 900)), removed("1", 21, exit(52)))).isFalse();
    assertThat(isUnseen(failed(metrics(15_000, -1)))).isTrue();
    assertThat(isUnseen(failed(null))).isTrue();
  }

  @Test
  void aReportedShareTells() {
    assertThat(isUnseenInALostExecutor(new GcReported(told(19), EXECUTOR, false, -1, 12)))
        .isFalse();
    assertThat(isUnseenInALostExecutor(new GcReported(told(19), EXECUTOR, true, 800, -1))).isTrue();
  }

  @Test
  void parallelWouldHaveBlamedGcUnlessItMayNot() {
    assertThat(isUnseenInALostExecutor(options("-XX:+UseParallelGC"))).isFalse();
    assertThat(isUnseenInALostExecutor(options("-XX:+UseParallelGC -XX:-UseGCOverheadLimit")))
        .isTrue();
    assertThat(isUnseenInALostExecutor(options("-XX:+UseSerialGC"))).isTrue();
    assertThat(isUnseenInALostExecutor(options("-XX:+UseG1GC"))).isTrue();
  }
}
