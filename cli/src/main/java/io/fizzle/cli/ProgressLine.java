package io.fizzle.cli;

import io.fizzle.evidence.Source;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * One line on standard error that tells which source is being read; nothing where nobody watches.
 */
final class ProgressLine {
  private static final int WIDTH = 78;
  private static final int BAR = 20;

  private final PrintWriter stream;
  private final boolean visible;

  ProgressLine(PrintWriter stream, boolean visible) {
    this.stream = stream;
    this.visible = visible;
  }

  void reading(Source source, int number, int total, long size) {
    show(source.name(), number, total);
  }

  /**
   * Shows what is at work.
   *
   * @param number of the thing at work, from 1
   */
  void show(String what, int number, int total) {
    if (!visible) {
      return;
    }
    int filled = BAR * (number - 1) / Math.max(1, total);
    String text =
        String.format(
            Locale.ROOT,
            "[%s%s] %d/%d %s",
            "#".repeat(filled),
            " ".repeat(BAR - filled),
            number,
            total,
            what);
    stream.print("\r" + fit(text));
    stream.flush();
  }

  void clear() {
    if (visible) {
      stream.print("\r" + " ".repeat(WIDTH) + "\r");
      stream.flush();
    }
  }

  private static String fit(String text) {
    String clean = text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    return clean.length() > WIDTH
        ? clean.substring(0, WIDTH - 1) + "…"
        : clean + " ".repeat(WIDTH - clean.length());
  }
}
