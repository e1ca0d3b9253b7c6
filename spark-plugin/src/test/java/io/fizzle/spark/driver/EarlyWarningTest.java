package io.fizzle.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Levels that come before an end, and those that only look like it. */
class EarlyWarningTest {
  private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");
  private static final long MIB = 1L << 20;
  private static final Optional<HeartbeatLimit> HEARTBEATS = Optional.of(limit(Map.of()));

  /** Twelve seconds with these values of each vital by the second. */
  private static List<VitalSigns> samples(Object... vitals) {
    List<VitalSigns> samples = new ArrayList<>();
    for (long second = 0; second <= 12; second++) {
      long[] values = new long[Vital.values().length];
      Arrays.fill(values, VitalSigns.UNKNOWN);
      for (int i = 0; i < vitals.length; i += 2) {
        values[((Vital) vitals[i]).ordinal()] =
            ((LongUnaryOperator) vitals[i + 1]).applyAsLong(second);
      }
      samples.add(VitalSigns.of(START.plusSeconds(second), values));
    }
    return samples;
  }

  private static LongUnaryOperator mib(long value) {
    return second -> value * MIB;
  }

  private static LongUnaryOperator each(long perSecond) {
    return second -> second * perSecond;
  }

  @Test
  void aContainerCloseToItsLimitIsWarnedOfOnceInAWhile() {
    EarlyWarning warning = new EarlyWarning(HEARTBEATS);
    List<VitalSigns> samples = samples(Vital.CGROUP_USED, mib(980), Vital.CGROUP_LIMIT, mib(1_000));

    assertThat(warning.check("7", samples))
        .hasValue(
            "executor 7 is at risk: its container uses 980 MiB of 1000 MiB (page cache not"
                + " counted); at the limit the kernel kills it");
    assertThat(warning.check("7", samples)).isEmpty();
    assertThat(warning.check("8", samples)).isPresent();
  }

  @Test
  void pageCacheIsNoDanger() {
    assertThat(
            new EarlyWarning(HEARTBEATS)
                .check(
                    "7",
                    samples(
                        Vital.CGROUP_USED,
                        mib(980),
                        Vital.CGROUP_CACHE,
                        mib(500),
                        Vital.CGROUP_LIMIT,
                        mib(1_000))))
        .isEmpty();
  }

  @Test
  void collectionsThatFreeNothingAreWarnedOf() {
    assertThat(
            new EarlyWarning(HEARTBEATS)
                .check(
                    "7",
                    samples(
                        Vital.GC_PAUSED,
                        each(900),
                        Vital.GC_FULL_COUNT,
                        each(2),
                        Vital.HEAP_AFTER_GC,
                        mib(490),
                        Vital.HEAP_MAX,
                        mib(512))))
        .hasValueSatisfying(text -> assertThat(text).contains("GC took 90 % of the last 10.0 s"));
  }

  @Test
  void muchGarbageInARoomyHeapIsNoDanger() {
    assertThat(
            new EarlyWarning(HEARTBEATS)
                .check(
                    "7",
                    samples(
                        Vital.GC_PAUSED,
                        each(700),
                        Vital.GC_FULL_COUNT,
                        each(0),
                        Vital.HEAP_AFTER_GC,
                        mib(100),
                        Vital.HEAP_MAX,
                        mib(512))))
        .isEmpty();
  }

  @Test
  void memoryThatGrowsIntoItsLimitIsWarnedOfBeforeItIsThere() {
    EarlyWarning warning = new EarlyWarning(HEARTBEATS);

    assertThat(
            warning.check(
                "7",
                samples(
                    Vital.CGROUP_USED,
                    (LongUnaryOperator) second -> (560 + 20 * second) * MIB,
                    Vital.CGROUP_LIMIT,
                    mib(1_000))))
        .hasValue(
            "executor 7 is at risk: its container uses 800 MiB of 1000 MiB (page cache not"
                + " counted) and reaches the limit in 10.0 s if it grows on");
    assertThat(
            warning.check(
                "7",
                samples(
                    Vital.HEAP_AFTER_GC,
                    (LongUnaryOperator) second -> (260 + 12 * second) * MIB,
                    Vital.HEAP_MAX,
                    mib(512))))
        .hasValueSatisfying(text -> assertThat(text).contains("404 MiB of a heap of 512 MiB"));
  }

  @Test
  void aCacheThatFillsUpAndStaysIsNoDanger() {
    assertThat(
            new EarlyWarning(HEARTBEATS)
                .check(
                    "7",
                    samples(
                        Vital.HEAP_AFTER_GC,
                        (LongUnaryOperator)
                            second -> Math.min(400, 300 + 20 * second) * MIB - second % 2 * MIB,
                        Vital.HEAP_MAX,
                        mib(512))))
        .isEmpty();
  }

  @Test
  void aPauseOfHalfTheSilenceThatLosesAnExecutorIsWarnedOf() {
    EarlyWarning warning = new EarlyWarning(HEARTBEATS);

    assertThat(warning.check("7", samples(Vital.GC_LONGEST, each(4_999)))).isEmpty();
    assertThat(warning.check("7", samples(Vital.GC_LONGEST, each(5_000))))
        .hasValue(
            "executor 7 is at risk: a collection stopped it for 1 min 0 s; the driver looks every 1"
                + " min 0 s and gives up whoever was silent for 2 min 0 s (spark.network.timeout)");
  }

  @Test
  void theSettingsDecideHowLongAPauseMayBe() {
    Map<String, String> quick =
        Map.of("spark.network.timeout", "20", "spark.network.timeoutInterval", "5s");
    Map<String, String> own =
        Map.of(
            "spark.network.timeout", "600s",
            "spark.network.timeoutInterval", "5000",
            "spark.storage.blockManagerHeartbeatTimeoutMs", "8000");
    Map<String, String> impatient =
        Map.of(
            "spark.executor.heartbeat.maxFailures", "3",
            "spark.executor.heartbeatInterval", "4s");

    assertThat(limit(quick).silence()).isEqualTo(Duration.ofSeconds(20));
    assertThat(limit(own))
        .isEqualTo(
            new HeartbeatLimit(
                Duration.ofSeconds(8),
                "the driver looks every 5.0 s and gives up whoever was silent for 8.0 s"
                    + " (spark.storage.blockManagerHeartbeatTimeoutMs)"));
    assertThat(limit(impatient))
        .isEqualTo(
            new HeartbeatLimit(
                Duration.ofSeconds(12),
                "it ends itself when 3 heartbeats in a row had no answer within 12.0 s"
                    + " (spark.executor.heartbeat.maxFailures)"));
  }

  private static HeartbeatLimit limit(Map<String, String> conf) {
    return HeartbeatLimit.of(key -> Optional.ofNullable(conf.get(key)));
  }

  @Test
  void inLocalModeNoPauseLosesAnything() {
    assertThat(
            new EarlyWarning(Optional.empty())
                .check("driver", samples(Vital.GC_LONGEST, each(9_000))))
        .isEmpty();
  }
}
