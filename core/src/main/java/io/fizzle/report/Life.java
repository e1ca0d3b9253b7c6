package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.GcProfile;
import io.fizzle.application.ProcessLife;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.ExecutorSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process as the timeline and the table of executors show it.
 *
 * @param from when it began, as far as is known; null where nothing tells a time of it
 * @param to when it ended, else when the application did; null where nothing tells
 * @param lost the incident of its end; null where it was not lost
 * @param gcShare share of stopped time where there is a GC log, else of its tasks' time; 0 to 1, -1
 *     where not known
 * @param threshold least probability at which a cause is told as the cause, 0 to 1
 */
record Life(
    ProcessLife life,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Explained lost,
    double gcShare,
    double threshold) {

  /** Lost ones first in the order of time, then those that collected most, then the busiest. */
  static final Comparator<Life> ORDER =
      Comparator.comparing((Life life) -> !life.isGrave())
          .thenComparing(
              life -> life.isGrave() ? life.to() : null,
              Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(Comparator.comparingDouble((Life life) -> life.gcShare()).reversed())
          .thenComparing(
              Comparator.comparingDouble((Life life) -> life.life().tasks().busy().sum())
                  .reversed());

  /** The driver and all executors, in the order of the application. */
  static List<Life> all(Diagnosis diagnosis) {
    Application application = diagnosis.application();
    Map<ProcessKey, Explained> losses = new LinkedHashMap<>();
    diagnosis
        .each()
        .forEach(
            one -> {
              if (one.incident() instanceof ProcessLost lost) {
                losses.putIfAbsent(ProcessKey.of(lost), one);
              }
            });
    List<Life> lives = new ArrayList<>();
    Stream.concat(Stream.of(application.driver()), application.executors().values().stream())
        .forEach(life -> lives.add(of(life, losses.get(ProcessKey.of(life)), diagnosis)));
    return List.copyOf(lives);
  }

  private record ProcessKey(boolean driver, String executor) {
    static ProcessKey of(ProcessLost lost) {
      String executor = lost.subject().executor();
      return new ProcessKey(!(lost instanceof ExecutorLost), executor == null ? "" : executor);
    }

    static ProcessKey of(ProcessLife life) {
      return new ProcessKey(
          life.owner().isDriver(), life.owner().isDriver() ? "" : life.owner().id());
    }
  }

  private static Life of(ProcessLife life, @Nullable Explained lost, Diagnosis diagnosis) {
    Application application = diagnosis.application();
    Instant jvm = life.gc().flatMap(GcProfile::jvmStart).orElse(null);
    Instant added = life.added().orElse(null);
    Instant from =
        Stream.of(added, jvm)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(application.start());
    Instant end = lost == null ? null : lost.incident().at();
    if (end == null) {
      end =
          life.facts()
              .first(ExecutorSignal.Removed.class)
              .map(removed -> removed.evidence().time())
              .orElse(application.end());
    }
    return new Life(life, from, end, lost, gcShare(life), diagnosis.calibration().threshold());
  }

  private static double gcShare(ProcessLife life) {
    if (life.gc().isPresent()) {
      GcProfile gc = life.gc().get();
      Duration covered = gc.covered();
      return covered.isZero() ? -1 : gc.stoppedShareAtEnd(covered);
    }
    double busy = life.tasks().busy().sum();
    return busy <= 0 ? -1 : Math.min(1, life.tasks().gc().sum() / busy);
  }

  /** True where its end was not meant to happen. */
  boolean isGrave() {
    return lost != null && lost.topFrom(threshold).filter(top -> top.cause().isBenign()).isEmpty();
  }

  boolean livesBetween(long start, long end) {
    return from != null && to != null && from.toEpochMilli() < end && to.toEpochMilli() >= start;
  }

  String name() {
    return life.owner().isDriver() ? "driver" : life.owner().id();
  }

  /** How it ended, in a few words. */
  String end() {
    if (lost != null) {
      return Wording.cause(lost, threshold);
    }
    return life.facts().has(ExecutorSignal.Removed.class) ? "removed" : "lived to the end";
  }
}
