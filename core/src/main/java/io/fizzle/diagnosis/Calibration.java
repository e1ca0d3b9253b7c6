package io.fizzle.diagnosis;

import io.fizzle.cause.Argument;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Turns evidence into probabilities: each piece counts with the weight of its strength, in natural
 * log-odds; a softmax over the causes and the chance that it was none of them makes probabilities.
 *
 * <p>The figures stand in {@code calibration.properties} and are learnt from labelled cases ({@code
 * fizzle learn}); {@code docs/accuracy.md} sets the stated confidences beside what was right.
 *
 * @param hint weight of a hint, above 0
 * @param moderate weight of moderate evidence, above that of a hint
 * @param strong weight of strong evidence, above that of moderate
 * @param proof weight of a proof, above that of strong evidence
 * @param prior log-odds that a cause starts with against "none of them"
 * @param ceiling highest probability ever given, below 1: no log proves more
 * @param threshold least probability of a verdict; below it the verdict is undetermined
 */
public record Calibration(
    double hint,
    double moderate,
    double strong,
    double proof,
    double prior,
    double ceiling,
    double threshold) {
  /** Version of the file's format. */
  private static final String VERSION = "1";

  public Calibration {
    require(hint > 0, "hint must be above 0");
    require(moderate > hint, "moderate must be above hint");
    require(strong > moderate, "strong must be above moderate");
    require(proof > strong && proof < Double.POSITIVE_INFINITY, "proof must be above strong");
    require(Double.isFinite(prior), "prior must be a number");
    require(ceiling > 0 && ceiling < 1, "ceiling must be between 0 and 1");
    require(threshold > 0 && threshold < 1, "threshold must be between 0 and 1");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  /** The calibration that ships with this version. */
  public static Calibration shipped() {
    try (InputStream stream = Calibration.class.getResourceAsStream("calibration.properties")) {
      return read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("calibration.properties is missing from the program", e);
    }
  }

  /**
   * Reads weights as {@link #text} writes them.
   *
   * @throws IllegalArgumentException where a figure is missing, no number, or out of its range; the
   *     message says which
   */
  public static Calibration read(InputStream stream) throws IOException {
    Properties properties = new Properties();
    properties.load(stream);
    String version = properties.getProperty("version", "none");
    require(version.equals(VERSION), "version must be " + VERSION + ", not " + version);
    return new Calibration(
        number(properties, "hint"),
        number(properties, "moderate"),
        number(properties, "strong"),
        number(properties, "proof"),
        number(properties, "prior"),
        number(properties, "ceiling"),
        number(properties, "threshold"));
  }

  private static double number(Properties properties, String key) {
    String value = properties.getProperty(key);
    require(value != null, key + " is missing");
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is no number: " + value, e);
    }
  }

  /** The same limits with other weights. */
  public Calibration with(
      double newHint, double newModerate, double newStrong, double newProof, double newPrior) {
    return new Calibration(newHint, newModerate, newStrong, newProof, newPrior, ceiling, threshold);
  }

  /**
   * The file's text.
   *
   * @param remark what the weights were learnt from, one line
   */
  public String text(String remark) {
    return String.format(
        Locale.ROOT,
        """
        # How evidence becomes probability; see io.fizzle.diagnosis.Calibration.
        # %s
        version=%s
        # weights of evidence, natural log-odds
        hint=%.2f
        moderate=%.2f
        strong=%.2f
        proof=%.2f
        # log-odds of a cause before any evidence, against none of the causes in question
        prior=%.2f
        # highest probability ever given, least probability of a verdict: set by hand
        ceiling=%.2f
        threshold=%.2f
        """,
        remark.replaceAll("\\s+", " "),
        VERSION,
        hint,
        moderate,
        strong,
        proof,
        prior,
        ceiling,
        threshold);
  }

  /** What a piece of evidence of this strength weighs, natural log-odds. */
  public double weight(Strength strength) {
    return switch (strength) {
      case HINT -> hint;
      case MODERATE -> moderate;
      case STRONG -> strong;
      case PROOF -> proof;
    };
  }

  /** Sum of the arguments' weights; those against it count below 0. */
  double score(Weighing weighing) {
    return weighing.arguments().stream().mapToDouble(this::weight).sum();
  }

  private double weight(Argument argument) {
    return argument.supports() ? weight(argument.strength()) : -weight(argument.strength());
  }

  /**
   * What a probability becomes with one more argument of this strength for it: the odds grow by the
   * argument's, the ceiling holds.
   *
   * @param probability above 0
   */
  double with(double probability, Strength more) {
    double odds = probability / (1 - Math.min(probability, ceiling));
    double grown = odds * Math.exp(weight(more));
    return Math.min(ceiling, grown / (1 + grown));
  }

  /** The probability of each cause, in the order of the scores; their sum stays below 1. */
  public List<Double> probabilities(List<Double> scores) {
    double none = 1;
    double sum = none + scores.stream().mapToDouble(score -> Math.exp(score + prior)).sum();
    return scores.stream().map(score -> Math.min(ceiling, Math.exp(score + prior) / sum)).toList();
  }
}
