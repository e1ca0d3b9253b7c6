package io.fizzle.cause.finding;

import io.fizzle.application.GcProfile;
import io.fizzle.application.GcProfile.FullCollection;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Numbers;
import io.fizzle.remedy.HeapUse;
import io.fizzle.remedy.Jvm;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What stayed in the heap after a full collection, by the executors' GC logs. */
final class LiveHeap {
  private static final int LATE = 3;

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

  static HeapUse of(Run run) {
    long live = fullest(run).map(FullCollection::after).orElse(-1L);
    return new HeapUse(
        run.conf().ruling(Jvm.EXECUTOR),
        live,
        -1,
        Math.max(0, run.conf().executorCores()),
        false);
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
