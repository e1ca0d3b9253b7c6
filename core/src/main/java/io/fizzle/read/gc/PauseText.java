package io.fizzle.read.gc;

import io.fizzle.signal.JvmSignal.PauseKind;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a pause, as unified logging writes it in every collector, for example {@code Pause
 * Young (Normal) (G1 Evacuation Pause) 93M->77M(128M) 51.659ms}; the texts are those of HotSpot's
 * JDK 9 to 25 sources.
 */
final class PauseText {
  private static final byte[] PAUSE = Line.ascii("Pause ");
  private static final byte[] INCREMENTAL = Line.ascii("Incremental GC (");
  private static final byte[] FULL = Line.ascii("Full GC (");
  private static final byte[] MILLIS = Line.ascii("ms");
  private static final String EVACUATION_FAILURE = "(Evacuation Failure";
  private static final int MAX_NAME = 300;

  private PauseText() {}

  static boolean begins(Line line, int position) {
    return line.has(PAUSE, position);
  }

  /** True where the text ends like a summary; the line that announces a pause does not. */
  static boolean isSummary(Line line) {
    return line.has(MILLIS, line.to - 2);
  }

  /** Reads a summary that ends the line; null where its duration is no number. */
  static @Nullable Pause parse(Line line, int position) {
    return parse(line, position + PAUSE.length, "");
  }

  /**
   * Reads a summary of GraalVM's native images, which leave out the first word: {@code GC(11371)
   * Incremental GC (Collect on allocation) 20.00M->15.50M 0.896ms}; null where it is none.
   */
  static @Nullable Pause parseNative(Line line, int position) {
    boolean young = line.has(INCREMENTAL, position);
    if (!young && !line.has(FULL, position)) {
      return null;
    }
    int nameFrom = position + (young ? INCREMENTAL.length : FULL.length) - 1;
    return parse(line, nameFrom, young ? "Young " : "Full ");
  }

  private static @Nullable Pause parse(Line line, int nameFrom, String kind) {
    int number = line.wordStart(line.to);
    long micros = isSummary(line) ? Numbers.scaled(line.bytes, number, line.to - 2, 3) : -1;
    if (micros < 0 || number <= nameFrom) {
      return null;
    }
    int heapFrom = line.wordStart(number - 1);
    HeapChange heap = HeapChange.parse(line, heapFrom, number - 1);
    int nameTo = heap.isTold() ? heapFrom : number;
    if (nameTo <= nameFrom || nameTo - nameFrom > MAX_NAME) {
      return null;
    }
    return named(kind + line.text(nameFrom, nameTo).strip(), micros, heap);
  }

  /**
   * A pause by what stands between {@code Pause} and its numbers.
   *
   * @param text for example {@code Young (Concurrent Start) (G1 Humongous Allocation)}
   */
  static Pause named(String text, long micros, HeapChange heap) {
    PauseKind kind = kind(text);
    if (kind == PauseKind.CONCURRENT_PHASE || kind == PauseKind.OTHER) {
      int group = text.indexOf('(');
      return new Pause(kind, (group < 0 ? text : text.substring(0, group)).strip(), micros, heap);
    }
    int failure = text.indexOf(EVACUATION_FAILURE);
    String told = failure < 0 ? text : text.substring(0, failure).strip();
    Pause pause = new Pause(kind, lastGroup(told), micros, heap);
    return failure < 0 ? pause : pause.failing(text.substring(failure));
  }

  private static PauseKind kind(String text) {
    if (text.startsWith("Young") || text.startsWith("Mixed") || text.startsWith("Incremental")) {
      return PauseKind.YOUNG;
    } else if (text.startsWith("Full")) {
      return PauseKind.FULL;
    } else if (text.startsWith("Remark")) {
      return PauseKind.REMARK;
    } else if (text.startsWith("Cleanup")) {
      return PauseKind.CLEANUP;
    } else if (text.startsWith("Initial Mark")) {
      return PauseKind.INITIAL_MARK;
    } else if (text.startsWith("Degenerated")) {
      return PauseKind.DEGENERATED;
    }
    boolean phase =
        text.startsWith("Init ")
            || text.startsWith("Final ")
            || text.startsWith("Mark ")
            || text.startsWith("Relocate ");
    return phase ? PauseKind.CONCURRENT_PHASE : PauseKind.OTHER;
  }

  /** The content of the last parentheses at the end, which may nest: {@code Full (System.gc())}. */
  private static String lastGroup(String text) {
    int depth = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == ')') {
        depth++;
      } else if (c == '(' && --depth == 0) {
        return text.substring(i + 1, text.length() - 1);
      }
      if (depth == 0) {
        return "";
      }
    }
    return "";
  }
}
