package io.fizzle.cause.finding;

/**
 * Where a finding begins, or a severity.
 *
 * @param name {@code <finding>.<what>}
 * @param value in its unit
 * @param least the smallest value that makes sense
 * @param most the greatest
 * @param unit for people, for example {@code share}, {@code bytes}, {@code seconds}
 * @param means what it does
 * @param source where the default comes from
 */
public record Threshold(
    String name,
    double value,
    double least,
    double most,
    String unit,
    String means,
    String source) {

  Threshold with(double other) {
    return new Threshold(name, other, least, most, unit, means, source);
  }

  /** The number without a needless fraction. */
  public static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e18
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** The values that it takes, for messages. */
  public String range() {
    return text(least) + " to " + text(most) + " " + unit;
  }
}
