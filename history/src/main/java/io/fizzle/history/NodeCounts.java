package io.fizzle.history;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many executors of one run were on each node, as one text that is kept beside the run: an
 * analysis needs these counts of every run, and one text is read many times faster than a row for
 * each executor. A line for each node, {@code COUNT NAME}, sorted by name.
 */
public final class NodeCounts {
  private NodeCounts() {}

  /** The counts of these executors. */
  public static String of(Collection<Exposure> exposures) {
    Map<String, Integer> counts = new TreeMap<>();
    exposures.forEach(exposure -> counts.merge(line(exposure.node()), 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    counts.forEach((node, count) -> text.append(count).append(' ').append(node).append('\n'));
    return text.toString();
  }

  /** A name that breaks no line; no node has another, but an import may hold one. */
  private static String line(String node) {
    return node.replace('\n', ' ');
  }

  /** Takes in a node. */
  @FunctionalInterface
  public interface Each {
    void take(String node, int executors);
  }

  /**
   * Gives the counts that were written.
   *
   * @throws NumberFormatException at a text that {@link #of} did not write
   */
  public static void forEach(String text, Each each) {
    int at = 0;
    while (at < text.length()) {
      int space = text.indexOf(' ', at);
      int end = text.indexOf('\n', space);
      each.take(text.substring(space + 1, end), Integer.parseInt(text, at, space, 10));
      at = end + 1;
    }
  }
}
