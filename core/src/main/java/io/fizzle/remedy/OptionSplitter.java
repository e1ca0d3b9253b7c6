package io.fizzle.remedy;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits an option string as {@code Utils.splitCommandString} does (Spark 4.1.1, {@code
 * util/Utils.scala}).
 */
final class OptionSplitter {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  /** The quote that is open, or 0. */
  private char quote;

  private OptionSplitter() {}

  static List<String> split(String text) {
    OptionSplitter splitter = new OptionSplitter();
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (!escaped && splitter.quote == '"' && next == '\\') {
        escaped = true;
        continue;
      }
      splitter.accept(next, escaped);
      escaped = false;
    }
    splitter.endWord();
    return splitter.words;
  }

  private void accept(char next, boolean escaped) {
    if (escaped || (quote != 0 && next != quote)) {
      word.append(next);
    } else if (quote != 0) {
      quote = 0;
    } else if (next == '"' || next == '\'') {
      quote = next;
      inWord = true;
    } else if (Character.isWhitespace(next)) {
      endWord();
    } else {
      word.append(next);
      inWord = true;
    }
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  /** The word so that splitting gives it back. */
  static String quote(String word) {
    boolean plain = !word.isEmpty() && word.chars().noneMatch(OptionSplitter::needsQuotes);
    return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static boolean needsQuotes(int character) {
    return Character.isWhitespace(character) || character == '"' || character == '\'';
  }
}
