package io.fizzle.remedy;

/**
 * What a change may cost.
 *
 * @param text the price in one sentence, without final period
 */
public record Risk(Level level, String text) {

  /** How much care a change needs. */
  public enum Level {
    /** Can be tried and taken back at no cost but a new run. */
    LOW,
    /** Costs resources or speed, or needs free room in the cluster. */
    MEDIUM,
    /** May move the failure elsewhere or touches others on the cluster. */
    HIGH
  }

  public static Risk low(String text) {
    return new Risk(Level.LOW, text);
  }

  public static Risk medium(String text) {
    return new Risk(Level.MEDIUM, text);
  }

  public static Risk high(String text) {
    return new Risk(Level.HIGH, text);
  }
}
