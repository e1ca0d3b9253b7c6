package io.fizzle.cause.finding;

import io.fizzle.application.GcProfile;
import io.fizzle.application.GcProfile.FullCollection;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Numbers;
import io.fizzle.remedy.HeapRemedies;
import io.fizzle.remedy.HeapUse;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.ResourceRemedies;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stayed in the heap after a full collection, by the executors' GC logs. */
final class LiveHeap {
  private static final int LATE = 3;

  /**
   * Below this a collection finds mostly garbage and is cheap; G1 begins its cycles at 45 % ({@code
   * InitiatingHeapOccupancyPercent}).
   */
  private static final double HALF = 0.5;

  private LiveHeap() {}

  private static Optional<FullCollection> fullest(Run run) {
    return Stream.concat(
            run.application().executors().values().stream(),
            run.application().isLocalMode()
                ? Stream.of(run.application().driver())
                : Stream.<ProcessLife>empty())
        .flatMap(life -> life.gc().stream())
        .flatMap((GcProfile gc) -> gc.fullCollections(null, LATE).stream())
        .max(Comparator.comparingLong(FullCollection::after));
  }

  /** More heap only where a full collection left it half full; else less garbage, or a look. */
  static List<Remedy> remedies(Run run) {
    Optional<FullCollection> full = fullest(run);
    if (full.isEmpty()) {
      return ResourceRemedies.unknownGarbage();
    }
    if (full.get().after() < HALF * full.get().capacity()) {
      return ResourceRemedies.lessGarbage(full.get().after(), full.get().capacity());
    }
    HeapUse heap =
        new HeapUse(
            run.conf().ruling(Jvm.EXECUTOR),
            full.get().after(),
            -1,
            Math.max(0, run.conf().executorCores()),
            false);
    return HeapRemedies.gcThrash(run.conf(), heap).stream().limit(2).toList();
  }

  /** The same in words, empty where no full collection was logged. */
  static String text(Run run) {
    return fullest(run)
        .map(
            full ->
                "; after a full collection "
                    + Numbers.bytes(full.after())
                    + " of "
                    + Numbers.bytes(full.capacity())
                    + " were live")
        .orElse("");
  }
}
