package io.fizzle.spark.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a closure adds to every task that runs it.
 *
 * @param name the caller's name for it
 * @param bytes serialised as Spark ships it: cleaned, by its closure serializer; -1 where it cannot
 *     be serialised or was not measured
 * @param captures what carries the bytes: the largest captures of the closure, and from the largest
 *     of them inwards as long as one value holds most; largest first within each
 * @param problem why it cannot be serialised, with the path to the culprit; null where it can
 */
public record ClosureSize(String name, long bytes, List<Capture> captures, @Nullable String problem)
    implements Measurement {
  public ClosureSize {
    captures = List.copyOf(captures);
  }

  static ClosureSize unmeasured(String name) {
    return new ClosureSize(name, -1, List.of(), null);
  }

  /**
   * True where Spark can ship it, false where a job that uses it would fail or it was not measured.
   */
  public boolean serialisable() {
    return bytes >= 0;
  }

  /** Why it cannot be serialised. */
  public Optional<String> whyNot() {
    return Optional.ofNullable(problem);
  }

  @Override
  public Level level() {
    return problem == null ? Thresholds.closure(bytes) : Level.WARNING;
  }

  @Override
  public String sentence() {
    if (problem != null) {
      return "closure " + name + " cannot be serialised: " + problem;
    }
    if (bytes < 0) {
      return "closure " + name + " was not measured";
    }
    String size = "closure " + name + " is " + Amounts.bytes(bytes) + " in every task";
    if (level() == Level.FINE) {
      return size;
    }
    return size
        + carriers(captures)
        + (level() == Level.WARNING ? "; broadcast it or capture less" : "");
  }

  /** Names the largest capture and what within it carries the bytes; empty without captures. */
  static String carriers(List<Capture> captures) {
    StringBuilder text = new StringBuilder();
    for (Capture capture : inwards(captures)) {
      text.append(capture.within() == 0 ? ", captures " : ", of which ")
          .append(capture.path())
          .append(" (")
          .append(capture.type())
          .append("): ")
          .append(Amounts.bytes(capture.bytes()));
    }
    return text.toString();
  }

  /** The largest capture, and what within it carries the bytes, outermost first. */
  static List<Capture> inwards(List<Capture> captures) {
    List<Capture> inwards = new ArrayList<>();
    for (Capture capture : captures) {
      if (inwards.isEmpty() || capture.within() > inwards.get(inwards.size() - 1).within()) {
        inwards.add(capture);
      }
    }
    return inwards;
  }
}
