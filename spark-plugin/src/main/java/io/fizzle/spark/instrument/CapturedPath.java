package io.fizzle.spark.instrument;

import io.fizzle.spark.instrument.CapturedFields.Child;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The shortest way through what a closure captures to an object that is looked for. */
final class CapturedPath {
  private static final int MOST_OBJECTS = 200_000;
  private static final long MOST_NANOS = 2_000_000_000L;

  /** The last steps; all of them where it is as near as most are. */
  private static final int SHOWN_STEPS = 12;

  private CapturedPath() {}

  /**
   * Breadth first, so the shortest path; with a bound, so a huge graph costs no more than seconds.
   */
  static Optional<String> to(Object closure, Predicate<Object> wanted) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<At> ahead = new ArrayDeque<>();
    long end = System.nanoTime() + MOST_NANOS;
    ahead.add(new At(null, "", closure));
    while (!ahead.isEmpty() && seen.size() < MOST_OBJECTS && System.nanoTime() < end) {
      At at = ahead.remove();
      if (!seen.add(at.value)) {
        continue;
      }
      if (wanted.test(at.value)) {
        return Optional.of(at.path());
      }
      for (Child child : CapturedFields.of(at.value)) {
        ahead.add(new At(at, child.step(), child.value()));
      }
    }
    return Optional.empty();
  }

  private record At(@Nullable At holder, String step, Object value) {
    String path() {
      ArrayDeque<String> steps = new ArrayDeque<>();
      int length = 0;
      for (At at = this; at.holder != null; at = at.holder) {
        length++;
        if (length <= SHOWN_STEPS) {
          steps.push(at.step);
        }
      }
      String path = length > SHOWN_STEPS ? "…" : "";
      for (String step : steps) {
        path = Attribution.path(path, step);
      }
      return path.isEmpty() ? "the closure itself" : path;
    }
  }
}
