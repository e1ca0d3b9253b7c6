package io.fizzle.history.risk;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.analysis.Answer;
import io.fizzle.history.analysis.Words;
import io.fizzle.report.Document;
import io.fizzle.report.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A fit of the model: {@code fizzle history risk --train}.
 *
 * @param model fitted to all predictions
 * @param runs that a history holds
 * @param predicted of these, by what was known before them
 * @param needed predictions to learn from
 * @param calibration of a model that was fitted to the earlier half, on the later half
 * @param baseRate the same of the share of all runs before each that failed, whatever they were
 */
public record Training(
    RiskModel model,
    long runs,
    long predicted,
    long needed,
    Calibration calibration,
    Calibration baseRate)
    implements Answer {
  /** Half of them are predicted by a fit to the other half. */
  public static final int NEEDED = 200;

  /** Fits to what a history may show. */
  public static Training of(History history, Access access, Filter filter) {
    return of(PastRuns.of(history, access, filter));
  }

  static Training of(List<PastRun> runs) {
    List<Prediction> predictions = Backtest.predictions(runs);
    List<Prediction> earlier = predictions.subList(0, predictions.size() / 2);
    List<Prediction> later = predictions.subList(predictions.size() / 2, predictions.size());
    RiskModel half = Backtest.fit(earlier);
    return new Training(
        Backtest.fit(predictions),
        runs.size(),
        predictions.size(),
        NEEDED,
        Calibration.of(later, one -> half.chance(one.known())),
        Calibration.of(later, Prediction::baseRate));
  }

  /** True where there was enough to learn from, and the model does better than the base rate. */
  public boolean isUseful() {
    return predicted >= needed && calibration.brier() < baseRate.brier();
  }

  @Override
  public String schema() {
    return "fizzle.history-risk-training/1";
  }

  @Override
  public Document document() {
    Document.Draft draft = new Document.Draft("Risk model, fitted to " + Words.plural(runs, "run"));
    if (predicted < needed) {
      return draft
          .paragraph(
              Tone.DOUBTFUL,
              "Not enough history: "
                  + Words.count(predicted)
                  + " of the "
                  + Words.count(needed)
                  + " runs that are needed have "
                  + Backtest.FEWEST_RUNS
                  + " earlier runs of their application; "
                  + Words.count(needed - predicted)
                  + " are missing.")
          .finish();
    }
    draft.paragraph(
        Words.plural(predicted, "run")
            + " predicted, each from what was known when it started. What follows is of the later"
            + " half, by a fit to the earlier half: "
            + Words.part(calibration.failures(), calibration.runs())
            + " failed.");
    draft.table(
        "How good the chances were",
        List.of("", "model", "base rate"),
        List.of(
            List.of(
                "Brier score (0 is perfect)", three(calibration.brier()), three(baseRate.brier())),
            List.of(
                "calibration error (ECE)", three(calibration.error()), three(baseRate.error()))));
    draft.heading("Chance and outcome");
    draft.table("Runs by predicted chance", HEADER, bins());
    draft.heading("Strengths");
    draft.item(
        "an application's kind counts as much as "
            + number(model.applicationStrength())
            + " of its own runs");
    draft.item(
        "what a project or a version of Spark is part of counts as much as "
            + number(model.kindStrength())
            + " of its runs");
    if (!isUseful()) {
      draft.paragraph(
          Tone.BAD,
          "It does no better than the base rate: failures here do not depend on which application"
              + " runs. Nothing was written.");
    }
    return draft.finish();
  }

  private static final List<String> HEADER =
      List.of("chance", "runs", "mean chance", "failed", "share");

  private List<List<String>> bins() {
    List<List<String>> rows = new ArrayList<>();
    for (Calibration.Bin bin : calibration.bins()) {
      rows.add(
          List.of(
              percent(bin.from()) + " to " + percent(bin.to()),
              Words.count(bin.runs()),
              percent(bin.predicted()),
              Words.count(bin.failures()),
              percent((double) bin.failures() / bin.runs())));
    }
    return rows;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String three(double score) {
    return String.format(Locale.ROOT, "%.3f", score);
  }

  static String number(double strength) {
    return String.format(Locale.ROOT, strength < 10 ? "%.1f" : "%.0f", strength);
  }
}
