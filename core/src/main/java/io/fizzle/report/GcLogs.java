package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.GcProfile;
import io.fizzle.application.GcProfile.FullCollection;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Numbers;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What each GC log that was read shows as a whole, for those who have nothing else or doubt it. */
final class GcLogs {

  static final List<String> HEADER =
      List.of(
          "process",
          "collector",
          "covers",
          "pauses",
          "stopped",
          "share",
          "longest",
          "full GCs",
          "heap left",
          "stalls");

  static final String FOOTNOTE =
      "pauses: collections that stop the whole JVM; stalls: of single threads that wait for memory"
          + " (ZGC, Shenandoah), not in the pauses; longest: of both; share: of the time that the"
          + " log covers; heap left: in use after the last full GC, and its share of the heap then";

  private static final String NOTHING = "-";

  private GcLogs() {}

  /**
   * One process and its log.
   *
   * @param process as reports name it
   */
  record Log(String process, GcProfile gc) {

    long pauses() {
      return pauseKinds().mapToLong(gc::count).sum();
    }

    /** Time for which the JVM was stopped. */
    Duration stopped() {
      return pauseKinds().map(gc::total).reduce(Duration.ZERO, Duration::plus);
    }

    /** Stopped share of what the log covers, 0 to 1; 0 where it covers no time. */
    double share() {
      long covered = gc.covered().toMillis();
      return covered == 0 ? 0 : Math.min(1, stopped().toMillis() / (double) covered);
    }

    Optional<FullCollection> lastFull() {
      return gc.fullCollections(null, 1).stream().findFirst();
    }

    private static Stream<PauseKind> pauseKinds() {
      return Arrays.stream(PauseKind.values())
          .filter(kind -> kind != PauseKind.ALLOCATION_STALL && kind != PauseKind.OTHER);
    }
  }

  /** All logs, the highest stopped share first. */
  static List<Log> of(Application application) {
    return Stream.of(
            Stream.of(application.driver()),
            application.executors().values().stream(),
            Stream.of(application.anonymous()))
        .flatMap(lives -> lives)
        .flatMap(life -> life.gc().map(gc -> new Log(name(life), gc)).stream())
        .sorted(Comparator.comparingDouble(Log::share).reversed())
        .toList();
  }

  private static String name(ProcessLife life) {
    if (life.owner().isExecutor()) {
      return "executor " + life.owner().id();
    }
    return life.owner().role() == Role.DRIVER ? "driver" : "?";
  }

  static List<String> row(Log log) {
    GcProfile gc = log.gc();
    long stalls = gc.count(PauseKind.ALLOCATION_STALL);
    return List.of(
        log.process(),
        gc.jvm().map(JvmSignal.Started::collector).orElse(NOTHING),
        Wording.fineDuration(gc.covered()),
        String.valueOf(log.pauses()),
        Wording.fineDuration(log.stopped()),
        gc.covered().isZero() ? NOTHING : String.format(Locale.ROOT, "%.1f %%", log.share() * 100),
        gc.longestPause().map(pause -> micros(pause.pauseMicros())).orElse(NOTHING),
        String.valueOf(gc.count(PauseKind.FULL)),
        log.lastFull().map(GcLogs::left).orElse(NOTHING),
        stalls == 0
            ? NOTHING
            : stalls + ", " + Wording.fineDuration(gc.total(PauseKind.ALLOCATION_STALL)));
  }

  private static String micros(long micros) {
    return micros < 1000 ? "< 1 ms" : Wording.fineDuration(Duration.ofNanos(micros * 1000));
  }

  private static String left(FullCollection full) {
    return full.after() < 0
        ? NOTHING
        : full.capacity() <= 0
            ? Numbers.bytes(full.after())
            : Numbers.bytes(full.after())
                + " ("
                + Numbers.percent(full.after() / (double) full.capacity())
                + ")";
  }
}
