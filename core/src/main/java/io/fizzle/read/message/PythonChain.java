package io.fizzle.read.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Python exceptions that were raised one after the other, as CPython prints them: each with its own
 * traceback, joined by a sentence (PEP 3134).
 */
public final class PythonChain {
  private static final String DURING =
      "During handling of the above exception, another exception occurred:";
  private static final String CAUSED =
      "The above exception was the direct cause of the following exception:";
  private static final int MOST = 16;

  private PythonChain() {}

  /** True for the sentence that stands between two tracebacks of a chain. */
  public static boolean joins(String line) {
    String bare = line.strip();
    return bare.equals(DURING) || bare.equals(CAUSED);
  }

  /**
   * The exceptions of a text, each with its traceback, the more telling first. Among equals an
   * exception that was raised from another tells less than its cause; one that came up while
   * another was handled tells more than that, for the handler had caught the other. A text without
   * such a sentence is one part.
   */
  public static List<String> ranked(String text) {
    Deque<String> ranked = new ArrayDeque<>();
    int from = 0;
    boolean caused = true;
    while (ranked.size() < MOST - 1) {
      int during = lineOf(text, DURING, from);
      int cause = lineOf(text, CAUSED, from);
      int next = during < 0 ? cause : cause < 0 ? during : Math.min(during, cause);
      if (next < 0) {
        break;
      }
      add(ranked, text.substring(from, next), caused);
      caused = next == cause;
      from = next + (caused ? CAUSED : DURING).length();
    }
    add(ranked, text.substring(from), caused);
    return List.copyOf(ranked);
  }

  private static void add(Deque<String> ranked, String part, boolean caused) {
    if (caused) {
      ranked.addLast(part.strip());
    } else {
      ranked.addFirst(part.strip());
    }
  }

  /** Where the sentence stands as a line of its own, -1 where it does not. */
  private static int lineOf(String text, String sentence, int from) {
    int at = text.indexOf("\n" + sentence, from);
    return at < 0 ? -1 : at + 1;
  }
}
