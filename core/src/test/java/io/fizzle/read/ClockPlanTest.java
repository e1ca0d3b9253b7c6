package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockPlanTest {
  private static final LocalDateTime TEN = LocalDateTime.of(2026, 7, 1, 10, 0, 0);
  private static final ZoneOffset TWO_EAST = ZoneOffset.ofHours(2);
  private static final Owner ONE = Owner.executor("1");

  private final Input driver = input("driver.log", SourceKind.SPARK_LOG, Owner.DRIVER, TEN, null);
  private final Input executor = input("1/stderr", SourceKind.SPARK_LOG, ONE, TEN, null);

  @Test
  void believesTheUserFirst() {
    Input gc = input("gc.log", SourceKind.GC_LOG, ONE, TEN, ZoneOffset.ofHours(-3));

    ClockPlan plan = ClockPlan.of(List.of(driver, gc), ZoneId.of("Europe/Berlin"), List.of());

    assertThat(plan.clockOf(driver)).isEqualTo(new SourceClock(TWO_EAST, Duration.ZERO));
    assertThat(plan.reason(driver)).isEqualTo("as given");
  }

  @Test
  void takesTheZoneThatTheSameProcessPrints() {
    Input own = input("gc-1.log", SourceKind.GC_LOG, ONE, TEN, ZoneOffset.ofHours(5));
    Input other = input("gc-2.log", SourceKind.GC_LOG, Owner.executor("2"), TEN, TWO_EAST);
    Input third = input("gc-3.log", SourceKind.GC_LOG, Owner.executor("3"), TEN, TWO_EAST);

    ClockPlan plan = ClockPlan.of(List.of(executor, driver, own, other, third), null, List.of());

    assertThat(plan.clockOf(executor).zone()).isEqualTo(ZoneOffset.ofHours(5));
    assertThat(plan.reason(executor)).isEqualTo("as the GC log of executor 1 prints it");
    assertThat(plan.clockOf(driver).zone()).isEqualTo(TWO_EAST);
    assertThat(plan.reason(driver)).isEqualTo("as a GC log prints it");
  }

  @Test
  void letsTheDriversLogBeginWithTheEventLog() {
    Input events =
        input(
            "app",
            SourceKind.EVENT_LOG,
            Owner.DRIVER,
            TEN.minusHours(2).plusSeconds(9),
            ZoneOffset.UTC);

    ClockPlan plan = ClockPlan.of(List.of(events, executor, driver), null, List.of());

    assertThat(plan.clockOf(executor).zone()).isEqualTo(TWO_EAST);
    assertThat(plan.reason(executor))
        .isEqualTo("so that the driver's log begins when the event log does");
  }

  /** Client mode: the driver runs on a desk, its executors in a data centre. */
  @Test
  void putsNoDriverBeforeItsApplicationForAnotherMachinesZone() {
    Input desk = input("driver.log", SourceKind.SPARK_LOG, Owner.DRIVER, TEN, null);
    Input gc = input("gc-1.log", SourceKind.GC_LOG, ONE, TEN.plusHours(7), ZoneOffset.UTC);
    Input events =
        input(
            "app",
            SourceKind.EVENT_LOG,
            Owner.DRIVER,
            TEN.plusHours(7).plusSeconds(9),
            ZoneOffset.UTC);

    ClockPlan plan = ClockPlan.of(List.of(desk, gc, events), null, List.of());

    assertThat(plan.clockOf(desk).zone()).isEqualTo(ZoneOffset.ofHours(-7));
    assertThat(plan.reason(desk))
        .isEqualTo("so that the driver's log begins when the event log does");
    assertThat(plan.clockOf(executor).zone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void leavesThePieceOfADriversLogInThePrintedZone() {
    Input piece = input("driver.log", SourceKind.SPARK_LOG, Owner.DRIVER, TEN.plusHours(3), null);
    Input gc = input("gc-1.log", SourceKind.GC_LOG, ONE, TEN, ZoneOffset.UTC);
    Input events =
        input("app", SourceKind.EVENT_LOG, Owner.DRIVER, TEN.plusSeconds(9), ZoneOffset.UTC);

    assertThat(ClockPlan.of(List.of(piece, gc, events), null, List.of()).clockOf(piece))
        .isEqualTo(SourceClock.UTC);
  }

  @Test
  void assumesUtcWhereNothingTells() {
    ClockPlan plan = ClockPlan.of(List.of(driver), null, List.of());

    assertThat(plan.clockOf(driver)).isEqualTo(SourceClock.UTC);
    assertThat(plan.reason(driver)).isEqualTo("assumed");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01T10:00:00, 2026-07-01T10:00:08Z, Z",
    "2026-07-01T15:30:00, 2026-07-01T10:00:30Z, +05:30",
    "2026-07-01T15:42:10, 2026-07-01T10:00:00Z, +05:45",
    "2026-06-30T22:00:00, 2026-07-01T10:00:00Z, -12:00",
    "2026-07-02T00:00:00, 2026-07-01T10:00:00Z, +14:00",
  })
  void roundsTheDifferenceToAZone(LocalDateTime written, Instant start, ZoneOffset zone) {
    assertThat(ClockPlan.offset(written, start, true)).isEqualTo(zone);
  }

  @Test
  void looksForAnExecutorsBeginningAfterTheStart() {
    Instant start = Instant.parse("2026-07-01T08:00:00Z");

    assertThat(ClockPlan.offset(TEN.plusMinutes(2), start, false)).isEqualTo(TWO_EAST);
    assertThat(ClockPlan.offset(TEN.minusMinutes(2), start, false)).isNull();
    assertThat(ClockPlan.offset(TEN.plusMinutes(2), start, true)).isNull();
  }

  @Test
  void guessesNothingFromALogWhoseWriterIsNotKnown() {
    Input piece = input("x.log", SourceKind.SPARK_LOG, Owner.UNKNOWN, TEN, null);
    Input events =
        input("app", SourceKind.EVENT_LOG, Owner.DRIVER, TEN.minusHours(5), ZoneOffset.UTC);

    assertThat(ClockPlan.of(List.of(piece, events), null, List.of()).clockOf(piece))
        .isEqualTo(SourceClock.UTC);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01T10:07:00, 2026-07-01T10:00:00Z",
    "2026-07-02T02:00:00, 2026-07-01T10:00:00Z",
    "2026-06-20T10:00:00, 2026-07-01T10:00:00Z",
  })
  void takesNoZoneThatWouldNotExplainTheDifference(LocalDateTime written, Instant start) {
    assertThat(ClockPlan.offset(written, start, true)).isNull();
  }

  @Test
  void addsTheSkewOfTheSourceOrOwnerThatIsNamed() {
    ClockPlan plan =
        ClockPlan.of(
            List.of(driver, executor),
            null,
            List.of(
                new ClockSkew("driver", Duration.ofSeconds(-1)),
                new ClockSkew("1/stderr", Duration.ofMillis(2_500))));

    assertThat(plan.clockOf(driver).skew()).isEqualTo(Duration.ofSeconds(-1));
    assertThat(plan.clockOf(executor).skew()).isEqualTo(Duration.ofMillis(2_500));
  }

  @ParameterizedTest
  @CsvSource({
    "driver=+2.5s, driver, 2500",
    "executor 7=-300ms, executor 7, -300",
    "logs/a=b.log=1m, logs/a=b.log, 60000",
    "7=+1h, 7, 3600000",
  })
  void readsASkewAsItIsWritten(String option, String whose, long millis) {
    assertThat(ClockSkew.parse(option)).contains(new ClockSkew(whose, Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource({"driver", "driver=", "=+1s", "driver=1", "driver=1 day", "driver=+-1s"})
  void readsNoSkewFromAnythingElse(String option) {
    assertThat(ClockSkew.parse(option)).isEmpty();
  }

  @Test
  void knowsADayOfTheRun() {
    assertThat(ClockPlan.of(List.of(driver), null, List.of()).day())
        .isEqualTo(LocalDate.of(2026, 7, 1));
    assertThat(ClockPlan.of(List.of(), null, List.of()).day()).isNull();
  }

  private static Input input(
      String name, SourceKind kind, Owner owner, LocalDateTime written, ZoneOffset offset) {
    return new Input(
        new Source("logs/" + name, kind, owner),
        1,
        new FirstTime(written, offset),
        ApplicationMark.NONE,
        "",
        List.of(),
        InputStream::nullInputStream);
  }
}
