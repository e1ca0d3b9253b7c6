package io.fizzle.history.settings;

/**
 * What resources cost.
 *
 * @param coreHour of one core for one hour, at least 0; 0 where nobody said
 * @param gibHour of one GiB of memory for one hour, at least 0
 * @param currency as it is written behind an amount
 */
public record Prices(double coreHour, double gibHour, String currency) {
  /** Nobody said. */
  public static final Prices UNKNOWN = new Prices(0, 0, "");
}
