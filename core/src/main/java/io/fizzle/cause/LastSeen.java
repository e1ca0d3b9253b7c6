package io.fizzle.cause;

import io.fizzle.application.VitalsProfile;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the flight recorder last saw of a process, for an answer that names no cause: what is known,
 * and nothing that it may mean.
 */
public final class LastSeen {
  /** Below it a share of ten seconds is noise. */
  private static final double WORTH_A_WORD = 0.01;

  private LastSeen() {}

  /** The last sample of a lost process before its end; empty where it was not recorded. */
  public static Optional<Reading> of(ProcessLost lost) {
    return LastSample.of(lost).map(LastSeen::levels);
  }

  /**
   * At the end of a recording of which nothing else tells how it came to that: its last sample,
   * what had run out by then, and whether it ends in order.
   */
  public static List<Reading> of(VitalsProfile profile) {
    LastSample last = LastSample.of(profile);
    LastVitals vitals = LastVitals.of(profile);
    List<Reading> readings = new ArrayList<>(List.of(levels(last)));
    Stream.of(
            vitals.containerFull(),
            vitals.killBesideIt(),
            vitals.heapFull(),
            vitals.nodeFull(),
            vitals.diskFull(),
            vitals.filesFull())
        .flatMap(Optional::stream)
        .forEach(readings::add);
    profile.end().map(LastSeen::ending).ifPresent(readings::add);
    return List.copyOf(readings);
  }

  private static Reading ending(VitalsEnded end) {
    return new Reading(
        end.evidence(),
        end.orderly()
            ? "its recording was closed in order: it ended by itself, or was told to"
            : "its recording breaks off: it was killed or crashed, or still ran when the recording"
                + " was copied");
  }

  private static Reading levels(LastSample last) {
    VitalSigns signs = last.signs();
    List<String> words = new ArrayList<>();
    heap(signs).ifPresent(words::add);
    container(last).ifPresent(words::add);
    if (signs.residentTree() >= 0) {
      words.add(Numbers.bytes(signs.residentTree()) + " resident");
    }
    if (signs.knows(Vital.RUNNING_TASKS)) {
      long tasks = signs.get(Vital.RUNNING_TASKS);
      words.add(tasks + (tasks == 1 ? " running task" : " running tasks"));
    }
    share(last, Vital.GC_PAUSED, "of its last ten seconds in GC").ifPresent(words::add);
    share(last, Vital.PRESSURE_MEMORY, "of its last ten seconds waiting for memory")
        .ifPresent(words::add);
    return last.reading(
        words.isEmpty() ? "the recorder knew nothing of it" : "it had " + String.join(", ", words));
  }

  private static Optional<String> heap(VitalSigns signs) {
    if (!signs.knows(Vital.HEAP_USED) || signs.get(Vital.HEAP_MAX) <= 0) {
      return Optional.empty();
    }
    String live =
        signs.knows(Vital.HEAP_AFTER_GC)
            ? " (" + Numbers.bytes(signs.get(Vital.HEAP_AFTER_GC)) + " live after a collection)"
            : "";
    return Optional.of(
        Numbers.bytes(signs.get(Vital.HEAP_USED))
            + " of its heap of "
            + Numbers.bytes(signs.get(Vital.HEAP_MAX))
            + " in use"
            + live);
  }

  private static Optional<String> container(LastSample last) {
    VitalSigns signs = last.signs();
    if (!last.hasLimit()) {
      return Optional.empty();
    }
    long cache = signs.orZero(Vital.CGROUP_CACHE);
    return Optional.of(
        Numbers.bytes(signs.get(Vital.CGROUP_USED))
            + " of its container's limit of "
            + Numbers.bytes(signs.get(Vital.CGROUP_LIMIT))
            + (cache > 0 ? " (" + Numbers.bytes(cache) + " of that page cache)" : ""));
  }

  private static Optional<String> share(LastSample last, Vital vital, String says) {
    OptionalDouble share = last.share(vital);
    return share.isEmpty() || share.getAsDouble() < WORTH_A_WORD
        ? Optional.empty()
        : Optional.of(Numbers.percent(share.getAsDouble()) + " " + says);
  }
}
