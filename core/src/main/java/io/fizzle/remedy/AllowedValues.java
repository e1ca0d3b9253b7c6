package io.fizzle.remedy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Spark checks of a value beyond its type: a range, or a list of choices. Found by trying
 * values on Spark's own converters, so both are what Spark does and not what its documentation
 * says.
 *
 * @param choices empty where there are none
 * @param anyCase true where the case of a choice does not count
 * @param range for people, for example {@code at least 1}; empty where there is none
 * @param low the least number, in the key's unit
 * @param lowOpen true where {@code low} itself is refused
 * @param high the largest number, in the key's unit
 * @param highOpen true where {@code high} itself is refused
 */
public record AllowedValues(
    List<String> choices,
    boolean anyCase,
    String range,
    double low,
    boolean lowOpen,
    double high,
    boolean highOpen) {
  private static final AllowedValues ALL =
      new AllowedValues(
          List.of(), false, "", Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
  private static final String NUMBER = "(-?[0-9]{1,19}(?:\\.[0-9]{1,9})?)";
  private static final Pattern AT_LEAST = Pattern.compile("(>=|>)" + NUMBER);
  private static final Pattern AT_MOST = Pattern.compile("(<=|<)" + NUMBER);
  private static final Pattern BETWEEN = Pattern.compile("(>?)" + NUMBER + "\\.\\.(<?)" + NUMBER);

  public AllowedValues {
    choices = List.copyOf(choices);
  }

  /** Reads a cell of the table, for example {@code >=1}, {@code 0..1} or {@code ~FIFO,FAIR}. */
  static AllowedValues parse(SparkKey.Kind kind, String cell) {
    if (cell.equals("-")) {
      return ALL;
    }
    if (kind == SparkKey.Kind.CHOICE) {
      boolean anyCase = cell.startsWith("~");
      List<String> choices = List.of((anyCase ? cell.substring(1) : cell).split(","));
      return new AllowedValues(choices, anyCase, "", ALL.low, false, ALL.high, false);
    }
    Matcher least = AT_LEAST.matcher(cell);
    if (least.matches()) {
      boolean open = least.group(1).equals(">");
      String text = (open ? "more than " : "at least ") + least.group(2);
      return range(text, Double.parseDouble(least.group(2)), open, ALL.high, false);
    }
    Matcher most = AT_MOST.matcher(cell);
    if (most.matches()) {
      boolean open = most.group(1).equals("<");
      String text = (open ? "less than " : "at most ") + most.group(2);
      return range(text, ALL.low, false, Double.parseDouble(most.group(2)), open);
    }
    Matcher both = BETWEEN.matcher(cell);
    if (!both.matches()) {
      return ALL;
    }
    boolean lowOpen = !both.group(1).isEmpty();
    boolean highOpen = !both.group(3).isEmpty();
    String text =
        (lowOpen ? "more than " : "from ")
            + both.group(2)
            + (highOpen ? " and less than " : lowOpen ? " and at most " : " to ")
            + both.group(4);
    return range(
        text,
        Double.parseDouble(both.group(2)),
        lowOpen,
        Double.parseDouble(both.group(4)),
        highOpen);
  }

  private static AllowedValues range(
      String text, double low, boolean lowOpen, double high, boolean highOpen) {
    return new AllowedValues(List.of(), false, text, low, lowOpen, high, highOpen);
  }

  /** True where a number in the key's unit lies in the range. */
  public boolean allows(double number) {
    return (lowOpen ? number > low : number >= low) && (highOpen ? number < high : number <= high);
  }

  /** True where the text is one of the choices, or there are none. */
  public boolean allows(String text) {
    String trimmed = text.trim();
    return choices.isEmpty()
        || choices.stream()
            .anyMatch(
                choice ->
                    anyCase
                        ? choice.toLowerCase(Locale.ROOT).equals(trimmed.toLowerCase(Locale.ROOT))
                        : choice.equals(trimmed));
  }
}
