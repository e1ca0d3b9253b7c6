package io.fizzle.diagnosis;

import io.fizzle.cause.Strength;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * Turns the causes' log-odds into probabilities: a softmax over the causes and the chance that it
 * was none of them.
 *
 * <p>The figures stand in {@code calibration.properties}. They were set by hand and are checked
 * against labelled cases: {@code docs/accuracy.md} sets the stated confidences beside what was
 * right.
 *
 * @param prior log-odds that a cause starts with against "none of them"; negative
 * @param temperature divides all scores: above 1 makes every probability more modest
 * @param ceiling highest probability ever given: no log proves more
 * @param threshold least probability of a verdict; below it the verdict is undetermined
 */
public record Calibration(double prior, double temperature, double ceiling, double threshold) {

  /** The calibration that ships with this version. */
  public static Calibration shipped() {
    Properties properties = new Properties();
    try (InputStream stream = Calibration.class.getResourceAsStream("calibration.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("calibration.properties is missing from the program", e);
    }
    return new Calibration(
        number(properties, "prior"),
        number(properties, "temperature"),
        number(properties, "ceiling"),
        number(properties, "threshold"));
  }

  private static double number(Properties properties, String key) {
    return Double.parseDouble(properties.getProperty(key));
  }

  /**
   * What a probability becomes with one more argument of this strength for it: the odds grow by the
   * argument's, the ceiling holds.
   *
   * @param probability above 0
   */
  double with(double probability, Strength more) {
    double odds = probability / (1 - Math.min(probability, ceiling));
    double grown = odds * Math.exp(more.logOdds() / temperature);
    return Math.min(ceiling, grown / (1 + grown));
  }

  /** The probability of each cause, in the order of the scores; their sum stays below 1. */
  List<Double> probabilities(List<Double> scores) {
    double none = 1;
    double sum =
        none + scores.stream().mapToDouble(score -> Math.exp((score + prior) / temperature)).sum();
    return scores.stream()
        .map(score -> Math.min(ceiling, Math.exp((score + prior) / temperature) / sum))
        .toList();
  }
}
