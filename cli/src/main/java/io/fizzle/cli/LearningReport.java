package io.fizzle.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fizzle.cause.Strength;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.learning.Judged;
import io.fizzle.learning.Learning;
import io.fizzle.learning.Quality;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** What was learnt, for people and for programs. */
final class LearningReport {
  private LearningReport() {}

  /**
   * For people.
   *
   * @param target file that was to be written, empty where none was
   */
  static String text(Learning learning, String target) {
    Quality current = learning.current();
    Quality fitted = learning.crossValidated();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%d weighings of %d groups of cases; learnt and judged in %d folds by group",
        current.statements(),
        learning.groups(),
        learning.folds());
    line(text, "");
    line(text, "%-28s %10s %16s", "", "in use", "learnt, held out");
    row(text, "accuracy", current.accuracy(), fitted.accuracy());
    row(text, "expected calibration error", current.calibrationError(), fitted.calibrationError());
    row(text, "Brier score", current.brier(), fitted.brier());
    row(text, "log loss", current.logLoss(), fitted.logLoss());
    line(
        text,
        "%-28s %10d %16d",
        "wrong at 90 % or more",
        current.confidentlyWrong(),
        fitted.confidentlyWrong());
    line(text, "");
    line(text, "%-28s %10s %16s", "weight", "in use", "learnt from all");
    for (Strength strength : Strength.values()) {
      row(
          text,
          strength.name().toLowerCase(Locale.ROOT),
          learning.before().weight(strength),
          learning.after().weight(strength));
    }
    row(text, "prior", learning.before().prior(), learning.after().prior());
    line(text, "");
    line(text, "%-12s %8s %12s %8s", "stated", "cases", "mean stated", "right");
    for (Quality.Bin bin : fitted.bins()) {
      line(
          text,
          "%-12s %8d %12.2f %8.2f",
          "%.1f to %.1f".formatted(bin.from(), bin.from() + 0.1),
          bin.statements(),
          bin.stated(),
          bin.right());
    }
    errors(text, learning);
    verdict(text, learning, target);
    return text.toString();
  }

  private static void errors(StringBuilder text, Learning learning) {
    if (learning.largestErrors().isEmpty()) {
      return;
    }
    line(text, "");
    line(text, "largest errors, held out");
    for (Judged judged : learning.largestErrors()) {
      line(
          text,
          "  %.2f  %s  said of %s",
          judged.confidence(),
          judged.said(),
          Foreign.shown(judged.name()));
    }
  }

  private static void verdict(StringBuilder text, Learning learning, String target) {
    line(text, "");
    if (!learning.isNoWorse()) {
      line(
          text,
          "Not worth it: on cases that they were not learnt from, the learnt weights do worse than"
              + " those in use (log loss %.3f against %.3f, wrong at 90 %% or more %d against"
              + " %d).%s",
          learning.crossValidated().logLoss(),
          learning.current().logLoss(),
          learning.crossValidated().confidentlyWrong(),
          learning.current().confidentlyWrong(),
          target.isEmpty() ? "" : " Nothing was written. More cases, of more kinds, may help.");
    } else if (target.isEmpty()) {
      line(text, "Better, or no worse, than the weights in use; --write FILE keeps them.");
    } else {
      line(text, "Written: %s; fizzle diagnose --weights %s uses them.", target, target);
    }
  }

  private static void row(StringBuilder text, String name, double before, double after) {
    line(text, "%-28s %10.3f %16.3f", name, before, after);
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** For programs. */
  static String json(Learning learning, boolean written) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("schema", "fizzle.learning/1");
      json.writeNumberField("groups", learning.groups());
      json.writeNumberField("folds", learning.folds());
      quality(json, "inUse", learning.current());
      quality(json, "crossValidated", learning.crossValidated());
      weights(json, "weightsInUse", learning.before());
      weights(json, "weightsLearnt", learning.after());
      json.writeArrayFieldStart("largestErrors");
      for (Judged judged : learning.largestErrors()) {
        json.writeStartObject();
        json.writeStringField("case", judged.name());
        json.writeStringField("said", judged.said());
        json.writeNumberField("confidence", judged.confidence());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeBooleanField("noWorse", learning.isNoWorse());
      json.writeBooleanField("written", written);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void quality(JsonGenerator json, String name, Quality quality) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("weighings", quality.statements());
    json.writeNumberField("accuracy", quality.accuracy());
    json.writeNumberField("expectedCalibrationError", quality.calibrationError());
    json.writeNumberField("brier", quality.brier());
    json.writeNumberField("logLoss", quality.logLoss());
    json.writeNumberField("confidentlyWrong", quality.confidentlyWrong());
    json.writeArrayFieldStart("bins");
    for (Quality.Bin bin : quality.bins()) {
      json.writeStartObject();
      json.writeNumberField("from", bin.from());
      json.writeNumberField("weighings", bin.statements());
      json.writeNumberField("stated", bin.stated());
      json.writeNumberField("right", bin.right());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void weights(JsonGenerator json, String name, Calibration weights)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Strength strength : Strength.values()) {
      json.writeNumberField(strength.name().toLowerCase(Locale.ROOT), weights.weight(strength));
    }
    json.writeNumberField("prior", weights.prior());
    json.writeNumberField("ceiling", weights.ceiling());
    json.writeNumberField("threshold", weights.threshold());
    json.writeEndObject();
  }
}
