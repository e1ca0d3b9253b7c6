package io.fizzle.spark.instrument;

import io.fizzle.spark.instrument.CapturedFields.Child;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why something cannot be serialised: the shortest way to the object that cannot. */
final class Culprit {
  private static final int MOST_OBJECTS = 200_000;
  private static final long MOST_NANOS = 2_000_000_000L;

  /** The last steps to the culprit; all of them where it is as near as most are. */
  private static final int SHOWN_STEPS = 12;

  private Culprit() {}

  /** A sentence for a failed serialisation, with the path to the culprit where one can be found. */
  static String describe(Object closure, Throwable failure) {
    String type = notSerialisable(failure);
    if (type == null) {
      return String.valueOf(failure);
    }
    return path(closure, type)
        .map(path -> path + " is a " + type + ", which is not Serializable")
        .orElse(type + " is not Serializable");
  }

  /** The class that the JVM names: it knows what the walk through fields can only guess. */
  private static @Nullable String notSerialisable(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof NotSerializableException && at.getMessage() != null) {
        return at.getMessage().lines().findFirst().orElse("");
      }
    }
    return null;
  }

  /**
   * Breadth first, so the shortest path; with a bound, so a huge graph costs no more than seconds.
   */
  private static Optional<String> path(Object closure, String type) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<At> ahead = new ArrayDeque<>();
    long end = System.nanoTime() + MOST_NANOS;
    ahead.add(new At(null, "", closure));
    while (!ahead.isEmpty() && seen.size() < MOST_OBJECTS && System.nanoTime() < end) {
      At at = ahead.remove();
      if (!seen.add(at.value)) {
        continue;
      }
      if (at.value.getClass().getName().equals(type) && !(at.value instanceof Serializable)) {
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
