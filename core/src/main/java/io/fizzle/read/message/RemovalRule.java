package io.fizzle.read.message;

import io.fizzle.signal.RemovalReason.Kind;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One wording of a removal.
 *
 * @param kind what it says
 * @param literals the text contains one of these
 * @param pattern is found in the text too; null where the literal says enough
 */
record RemovalRule(Kind kind, List<String> literals, @Nullable Pattern pattern) {

  static RemovalRule of(Kind kind, String... literals) {
    return new RemovalRule(kind, List.of(literals), null);
  }

  RemovalRule pattern(String regex) {
    return new RemovalRule(kind, literals, Pattern.compile(regex));
  }

  boolean matches(String text) {
    for (String literal : literals) {
      if (text.contains(literal)) {
        return pattern == null || pattern.matcher(text).find();
      }
    }
    return false;
  }
}
