package io.fizzle.lab.guest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Tells the command's output from what the guest's kernel writes before and after. The command's
 * last line may lack its end, so the guest writes one more before its own mark.
 */
final class GuestConsole {
  static final String BEGIN = "@guest begins@";
  static final String END = "@guest ends@";
  private static final int KEPT = 20;

  private final Consumer<String> output;
  private final Deque<String> last = new ArrayDeque<>();
  private boolean inside;
  private boolean blank;

  GuestConsole(Consumer<String> output) {
    this.output = output;
  }

  /** One line; a console ends its lines with a carriage return, too. */
  synchronized void accept(String raw) {
    String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
    remember(line);
    if (!inside) {
      inside = line.equals(BEGIN);
      return;
    }
    if (line.equals(END)) {
      inside = false;
      return;
    }
    if (blank) {
      output.accept("");
    }
    blank = line.isEmpty();
    if (!blank) {
      output.accept(line);
    }
  }

  private void remember(String line) {
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(line);
  }

  /** The last lines of all, which say why a guest ended early. */
  synchronized String tail() {
    return String.join(System.lineSeparator(), last);
  }
}
