package io.fizzle.history.risk;

import io.fizzle.history.analysis.Words;
import io.fizzle.report.Document;
import io.fizzle.report.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A risk in words. */
final class RiskDocument {
  private final Risk risk;
  private final Document.Draft draft;

  private RiskDocument(Risk risk) {
    this.risk = risk;
    draft = new Document.Draft("Risk of " + risk.project() + "/" + risk.application());
  }

  static Document of(Risk risk) {
    RiskDocument document = new RiskDocument(risk);
    document.chance();
    document.setting();
    document.causes();
    document.basis();
    return document.draft.finish();
  }

  private void chance() {
    Double chance = risk.chance();
    Double low = risk.low();
    Double high = risk.high();
    if (chance == null || low == null || high == null) {
      long missing = risk.needed() - risk.runs();
      draft.paragraph(
          Tone.DOUBTFUL,
          "Not enough history: "
              + Words.count(risk.runs())
              + " of the "
              + risk.needed()
              + " runs that are needed; "
              + Words.count(missing)
              + (missing == 1 ? " is" : " are")
              + " missing.");
    } else {
      draft.paragraph(
          chance >= 0.5 ? Tone.BAD : Tone.PLAIN,
          "Its next run fails with a probability of "
              + percent(chance)
              + " (90 % interval: "
              + percent(low)
              + " to "
              + percent(high)
              + ").");
    }
    draft.paragraph(own());
  }

  private String own() {
    Instant last = risk.lastFailure();
    String counts =
        risk.causes().stream()
            .filter(one -> one.failures() > 0)
            .sorted((one, other) -> Long.compare(other.failures(), one.failures()))
            .map(one -> one.cause() + " " + Words.count(one.failures()))
            .collect(Collectors.joining(", "));
    return "It failed "
        + Words.count(risk.failures())
        + " of "
        + Words.plural(risk.runs(), "run")
        + (last == null ? "" : ", last " + ago(last))
        + (counts.isEmpty() ? "." : "; " + counts + ".");
  }

  private String ago(Instant time) {
    Duration age = Duration.between(time, risk.at());
    return age.toMinutes() < 2 ? "just now" : Words.duration(age) + " ago";
  }

  private void causes() {
    if (risk.causes().isEmpty() || risk.chance() == null) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Risk.CauseShare one : risk.causes()) {
      rows.add(
          List.of(
              one.cause(),
              Words.percent(one.share()),
              Words.count(one.failures()),
              last(one.last())));
    }
    draft.heading("If it fails, from what");
    draft.table(
        "Causes by how probable they are",
        List.of("cause", "share", "its own failures", "last"),
        rows);
    draft.paragraph(
        "fizzle history remedies "
            + risk.causes().get(0).cause()
            + " --application "
            + Words.argument(risk.application())
            + " says what helps.");
  }

  private static String last(@Nullable Instant time) {
    return time == null ? "-" : Words.time(time);
  }

  private void setting() {
    Setting setting = risk.setting();
    if (setting == null && risk.unseen().isEmpty()) {
      return;
    }
    draft.heading("Configuration");
    if (setting != null) {
      boolean bad =
          setting.failures() * setting.otherRuns() > setting.otherFailures() * setting.runs();
      draft.item(
          bad ? Tone.BAD : Tone.GOOD,
          "with "
              + setting.key()
              + " "
              + setting.value()
              + (setting.side().isEmpty() ? "" : " " + setting.side())
              + " it failed "
              + Words.count(setting.failures())
              + " of "
              + Words.plural(setting.runs(), "run")
              + ", otherwise "
              + Words.count(setting.otherFailures())
              + " of "
              + Words.count(setting.otherRuns()),
          List.of(
              "by chance "
                  + Words.chance(setting.chance())
                  + " (Fisher's exact test, corrected for the settings compared); only the runs"
                  + " like this one count in its chance"));
    }
    for (String one : risk.unseen()) {
      draft.item(
          Tone.DOUBTFUL,
          "none of its runs had " + one + ": what that does is not known",
          List.of());
    }
  }

  private void basis() {
    draft.heading("What it rests on");
    for (Risk.Kind kind : risk.kinds()) {
      draft.item(
          kind.name()
              + ": "
              + (kind.runs() == 0
                  ? "no run"
                  : Words.part(kind.failures(), kind.runs()) + " runs failed"));
    }
    draft.paragraph(
        Tone.FAINT,
        "Its own runs, drawn towards its kind; a run counts half after "
            + Tally.HALF_LIFE.toDays()
            + " days. The model was "
            + risk.model()
            + ".");
  }

  private static String percent(double share) {
    return share > 0 && share < 0.01
        ? "less than 1 %"
        : share < 1 && share > 0.99 ? "more than 99 %" : Words.percent(share);
  }
}
