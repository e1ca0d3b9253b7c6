package io.fizzle.cli;

import io.fizzle.cause.Causes;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.analysis.Answer;
import io.fizzle.history.analysis.AnswerJson;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.settings.Sizes;
import io.fizzle.report.Ink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** From options to a question, and from an answer to what is printed. */
final class Answers {
  /** As in the configuration file. */
  private static final long MOST_DAYS = 3_650;

  private Answers() {}

  static Question question(QuestionOptions options, HistoryDoor door) {
    checkCause(options.cause(), door.spec());
    Instant until =
        options.until().isBlank()
            ? Instant.now()
            : Filters.time("--until", options.until(), door.spec());
    Question question =
        Question.of(until, lookback(options.lookback(), door))
            .with(Field.CAUSE, Filters.values(options.cause()));
    return selected(question, options.selection());
  }

  private static Duration lookback(String written, HistoryDoor door) {
    if (written.isBlank()) {
      return Duration.ofDays(door.settings().lookbackDays());
    }
    OptionalLong days = Sizes.days(written);
    if (days.isEmpty() || days.getAsLong() < 1 || days.getAsLong() > MOST_DAYS) {
      throw new ParameterException(
          door.spec().commandLine(),
          "--lookback: write days from 1d to "
              + MOST_DAYS
              + "d, like 30d, not "
              + Foreign.shown(written));
    }
    return Duration.ofDays(days.getAsLong());
  }

  /** The same question, of what was selected. */
  static Question selected(Question question, SelectionOptions options) {
    Question narrower = question;
    for (Map.Entry<Field, List<String>> one : Filters.fields(options).entrySet()) {
      narrower = narrower.with(one.getKey(), one.getValue());
    }
    return narrower;
  }

  static void checkCause(String cause, CommandSpec spec) {
    if (!cause.isEmpty() && Causes.byId(cause).isEmpty() && !cause.equals(Causes.UNDETERMINED)) {
      throw new ParameterException(
          spec.commandLine(),
          "no such cause: " + Foreign.shown(cause) + ". fizzle causes lists all of them");
    }
  }

  /** Prints or writes it; the exit code of a command that answered. */
  static int deliver(Answer answer, AnswerOptions options, CommandSpec spec) {
    Path output = options.output();
    Ink ink = output == null && Terminal.ofProcess().hasColour() ? Ink.ANSI : Ink.PLAIN;
    String text =
        switch (options.format().toLowerCase(Locale.ROOT)) {
          case "text" -> answer.document().text(Format.WIDTH, ink);
          case "markdown" -> answer.document().markdown();
          case "html" -> answer.document().html();
          case "json" -> AnswerJson.of(answer);
          default ->
              throw new ParameterException(
                  spec.commandLine(),
                  "--format: no such format: "
                      + options.format()
                      + ". Known formats: text, markdown, html, json");
        };
    if (output != null) {
      try {
        new ReportFile(output).write(text);
        return ExitCode.NOTHING_WRONG;
      } catch (IOException e) {
        throw new ParameterException(
            spec.commandLine(),
            Foreign.shown("--output: cannot write to " + output + ": " + e.getMessage()));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    return ExitCode.NOTHING_WRONG;
  }
}
