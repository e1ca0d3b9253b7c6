package io.fizzle.spark.instrument;

import io.fizzle.spark.instrument.CapturedFields.Child;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which captured field carries the bytes of a closure.
 *
 * <p>The children of one object are written to one stream, so what two of them share counts once,
 * for the first. The largest is looked into as long as it is a user's object and holds most of its
 * holder; so a step costs no more than the closure itself, and there are at most {@value
 * #MOST_STEPS}.
 */
final class Attribution {
  private static final int MOST_STEPS = 8;
  private static final int NAMED = 3;
  private static final double MOST = 0.5;

  private Attribution() {}

  /**
   * The largest captures, and from the largest inwards.
   *
   * @param most bytes to write in one step before it gives up and says what it has
   */
  static List<Capture> of(Object closure, long most) {
    List<Capture> captures = new ArrayList<>();
    Object holder = closure;
    String prefix = "";
    for (int within = 0; within < MOST_STEPS; within++) {
      List<Sized> sized = sizes(holder, most);
      if (sized.isEmpty()) {
        break;
      }
      for (Sized one : sized.subList(0, Math.min(NAMED, sized.size()))) {
        captures.add(
            new Capture(
                path(prefix, one.child.step()),
                Wrappers.typeName(one.child.value().getClass().getTypeName()),
                one.bytes,
                within));
      }
      Sized largest = sized.get(0);
      long all = sized.stream().mapToLong(Sized::bytes).sum();
      if (largest.bytes < MOST * all || CapturedFields.isOpaque(largest.child.value())) {
        break;
      }
      prefix = path(prefix, largest.child.step());
      holder = largest.child.value();
    }
    return captures;
  }

  private record Sized(Child child, long bytes) {}

  private static List<Sized> sizes(Object holder, long most) {
    List<Sized> sized = new ArrayList<>();
    CountingStream counter = new CountingStream(most);
    try (ObjectOutputStream out = new ObjectOutputStream(counter)) {
      for (Child child : CapturedFields.of(holder)) {
        out.flush();
        long before = counter.count();
        out.writeObject(child.value());
        out.flush();
        sized.add(new Sized(child, counter.count() - before));
      }
    } catch (IOException endOfMeasurement) {
      // what is sized so far is still true
    }
    sized.sort(Comparator.comparingLong(Sized::bytes).reversed());
    return sized;
  }

  /** {@code this.lookup[3]}. */
  static String path(String prefix, String step) {
    return prefix.isEmpty() || step.startsWith("[") ? prefix + step : prefix + "." + step;
  }
}
