package io.fizzle.read.message;

import io.fizzle.read.message.Measure.Numbers;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one wording of a failure is recognised. Every condition that is present must hold.
 *
 * @param kind what the wording means
 * @param specificity how much it tells
 * @param types one of these class names: a simple name matches in any package, a dotted one as the
 *     end of the full name, one that ends with {@code *} as a prefix; empty for any
 * @param conditions one of these Spark error conditions (or a sub-condition of it); empty for any
 * @param literals the message contains one of these, case-sensitive; empty for any
 * @param pattern is found in the message; null where the other conditions say enough
 * @param frame one of the first stack frames contains this; null where frames do not matter
 * @param carrier an outer link has this class; empty for any
 * @param measure where the numbers come from
 */
record MessageRule(
    FailureKind kind,
    Specificity specificity,
    List<String> types,
    List<String> conditions,
    List<String> literals,
    @Nullable Pattern pattern,
    @Nullable String frame,
    String carrier,
    Measure measure) {

  static MessageRule of(FailureKind kind, Specificity specificity) {
    return new MessageRule(
        kind, specificity, List.of(), List.of(), List.of(), null, null, "", Measure.NONE);
  }

  /** The same recognition with another meaning. */
  MessageRule kind(FailureKind other) {
    return new MessageRule(
        other, specificity, types, conditions, literals, pattern, frame, carrier, measure);
  }

  MessageRule type(String... names) {
    return new MessageRule(
        kind, specificity, List.of(names), conditions, literals, pattern, frame, carrier, measure);
  }

  MessageRule condition(String... names) {
    return new MessageRule(
        kind, specificity, types, List.of(names), literals, pattern, frame, carrier, measure);
  }

  MessageRule text(String... oneOf) {
    return new MessageRule(
        kind, specificity, types, conditions, List.of(oneOf), pattern, frame, carrier, measure);
  }

  MessageRule pattern(String regex) {
    return pattern(regex, Measure.NONE);
  }

  MessageRule pattern(String regex, Measure numbers) {
    return new MessageRule(
        kind,
        specificity,
        types,
        conditions,
        literals,
        Pattern.compile(regex),
        frame,
        carrier,
        numbers);
  }

  MessageRule frame(String part) {
    return new MessageRule(
        kind, specificity, types, conditions, literals, pattern, part, carrier, measure);
  }

  /** Only inside a throwable of this class, which carries it directly or through others. */
  MessageRule within(String type) {
    return new MessageRule(
        kind, specificity, types, conditions, literals, pattern, frame, type, measure);
  }

  /** The numbers of the message where the rule applies to the link, else null. */
  @Nullable Numbers match(Link link) {
    if (!hasType(link)
        || !hasCondition(link)
        || !hasLiteral(link)
        || !hasFrame(link)
        || !hasCarrier(link)) {
      return null;
    }
    if (pattern == null) {
      return Numbers.UNTOLD;
    }
    Matcher matcher = pattern.matcher(link.message());
    return matcher.find() ? measure.read(matcher) : null;
  }

  private boolean hasType(Link link) {
    return types.isEmpty() || types.stream().anyMatch(name -> names(name, link.type()));
  }

  private static boolean names(String name, String full) {
    return name.endsWith("*")
        ? full.startsWith(name.substring(0, name.length() - 1))
        : full.endsWith(name)
            && (full.length() == name.length()
                || full.charAt(full.length() - name.length() - 1) == '.');
  }

  private boolean hasCarrier(Link link) {
    return carrier.isEmpty() || link.outer().stream().anyMatch(full -> names(carrier, full));
  }

  private boolean hasCondition(Link link) {
    if (conditions.isEmpty()) {
      return true;
    }
    String condition = link.condition();
    return !condition.isEmpty() && conditions.stream().anyMatch(name -> covers(name, condition));
  }

  private static boolean covers(String name, String condition) {
    return name.endsWith("*")
        ? condition.startsWith(name.substring(0, name.length() - 1))
        : condition.equals(name) || condition.startsWith(name + ".");
  }

  private boolean hasLiteral(Link link) {
    if (literals.isEmpty()) {
      return true;
    }
    for (String literal : literals) {
      if (link.message().contains(literal)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasFrame(Link link) {
    if (frame == null) {
      return true;
    }
    for (String line : link.frames()) {
      if (line.contains(frame)) {
        return true;
      }
    }
    return false;
  }
}
