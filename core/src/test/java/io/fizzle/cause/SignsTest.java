package io.fizzle.cause;

import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.heapSpace;
import static io.fizzle.cases.Signals.logEnded;
import static io.fizzle.cases.Signals.missed;
import static io.fizzle.cases.Signals.reason;
import static io.fizzle.cases.Signals.removed;
import static io.fizzle.cases.Signals.told;
import static io.fizzle.cases.Signals.uncaught;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.Application;
import io.fizzle.evidence.Owner;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incidents;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ExecutorSignal.PeakMetrics;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal.CgroupMemory;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.ContainerOverLimit;
import io.fizzle.signal.RemovalReason.Kind;
import io.fizzle.signal.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readings of a lost process that several causes share. */
class SignsTest {
  private static final Owner EXECUTOR = Owner.executor("1");

  /** Executor 1, lost at second 40 by SIGKILL, with these further signals. */
  private static ProcessLost lost(Signal... more) {
    Signal[] all =
        Stream.concat(Stream.of(added("1", 5), removed("1", 40, exit(137))), Stream.of(more))
            .toArray(Signal[]::new);
    return (ProcessLost) Incidents.find(application(all)).get(0);
  }

  private static Application on(String master, Map<String, String> properties) {
    return application(
        new Identified(told(0), "app-1", "prices", "3.5.6", master, "17"),
        new Configured(told(0), properties, false));
  }

  @Test
  void everyKindOfLimitKillIsProof() {
    assertThat(Signs.limitKill(lost())).isEmpty();
    assertThat(Signs.limitKill(lost(new ContainerOverLimit(told(39), "1", "", 5, 4, false))))
        .contains(told(39));
    assertThat(Signs.limitKill(lost(new CgroupMemory(told(38), EXECUTOR, 4, 4, 1))))
        .contains(told(38));
    assertThat(Signs.limitKill(lost(removed("1", 41, reason(Kind.OOM_KILLED))))).contains(told(41));
    assertThat(
            Signs.limitKill(
                lost(new ContainerExited(told(37), "c", EXECUTOR, 137, "OOMKilled", ""))))
        .contains(told(37));
  }

  @Test
  void aCgroupThatKilledNothingIsNoProof() {
    assertThat(Signs.limitKill(lost(new CgroupMemory(told(38), EXECUTOR, 4, 3, 0)))).isEmpty();
  }

  @Test
  void silenceIsToldByTheDriverOnly() {
    assertThat(Signs.fellSilent(lost())).isFalse();
    assertThat(Signs.fellSilent(lost(missed("1", 39, Duration.ofSeconds(121))))).isTrue();
  }

  @Test
  void anErrorAtOrBeforeTheKillCameFirst() {
    assertThat(Signs.errorBefore(lost(uncaught(EXECUTOR, 39, heapSpace())), told(40))).isTrue();
    assertThat(Signs.errorBefore(lost(uncaught(EXECUTOR, 41, heapSpace())), told(40))).isFalse();
    assertThat(Signs.errorBefore(lost(), told(40))).isFalse();
  }

  @Test
  void errorsAreFoundByTheirPool() {
    ProcessLost lost = lost(uncaught(EXECUTOR, 39, heapSpace()));

    assertThat(Signs.error(lost, Set.of(FailureKind.HEAP_SPACE))).isPresent();
    assertThat(Signs.error(lost, Set.of(FailureKind.METASPACE))).isEmpty();
    assertThat(Signs.anyError(lost)).isPresent();
  }

  @Test
  void aMissingErrorCountsOnlyInALogThatIsThere() {
    assertThat(Signs.logWithoutMemoryError(lost())).isEmpty();
    assertThat(Signs.logWithoutMemoryError(lost(logEnded(EXECUTOR, 40, false)))).contains(told(40));
    assertThat(
            Signs.logWithoutMemoryError(
                lost(logEnded(EXECUTOR, 40, false), uncaught(EXECUTOR, 39, heapSpace()))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "yarn, true, false",
    "k8s://https://api:6443, true, false",
    "spark://10.1.1.5:7077, false, true",
    "'local-cluster[2,1,1024]', false, true"
  })
  void theClusterManagerTellsWhetherThereIsALimit(String master, boolean limit, boolean none) {
    Application application = on(master, Map.of());

    assertThat(Signs.hasContainerLimit(application, lost())).isEqualTo(limit);
    assertThat(Signs.hasNoContainerLimit(application)).isEqualTo(none);
  }

  @Test
  void ofAnUnknownClusterManagerNothingIsKnown() {
    assertThat(Signs.hasContainerLimit(application(), lost())).isFalse();
    assertThat(Signs.hasNoContainerLimit(application())).isFalse();
  }

  @Test
  void anOptionIsThereOnlyWhereItIsSwitchedOnOrHasAValue() {
    Application on =
        on("yarn", Map.of("spark.executor.extraJavaOptions", "-Xss4m -XX:+ExitOnOutOfMemoryError"));
    Application off =
        on("yarn", Map.of("spark.executor.extraJavaOptions", "-XX:-ExitOnOutOfMemoryError"));

    assertThat(Signs.hasJvmOption(on, "ExitOnOutOfMemoryError")).isTrue();
    assertThat(Signs.hasJvmOption(off, "ExitOnOutOfMemoryError")).isFalse();
    assertThat(Signs.knowsJvmOptions(off)).isTrue();
    assertThat(Signs.knowsJvmOptions(on("yarn", Map.of()))).isFalse();
  }

  @Test
  void memoryOutsideTheHeapHasGrownWhereTheProcessIsFarLargerThanItsHeap() {
    assertThat(Signs.grownOutsideHeap(lost(peak(1000, 2400)))).isEmpty();
    assertThat(Signs.grownOutsideHeap(lost(peak(1000, 2600)))).isPresent();
    assertThat(Signs.grownOutsideHeap(lost(peak(-1, 9000)))).isEmpty();
  }

  private static PeakMetrics peak(long heapMib, long residentMib) {
    return new PeakMetrics(told(30), "1", heapMib << 20, -1, -1, residentMib << 20, -1, -1, -1);
  }
}
