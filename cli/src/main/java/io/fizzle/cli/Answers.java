package io.fizzle.cli;

import io.fizzle.cause.Causes;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.analysis.Answer;
import io.fizzle.history.analysis.AnswerJson;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.settings.Sizes;
import io.fizzle.report.CauseNames;
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
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** From options to a question, and from an answer to what is printed. */
final class Answers {
  /** As in the configuration file. */
  private static final long MOST_DAYS = 3_650;

  private static final int MOST_NAMES = 8;

  private Answers() {}

  /** What is asked of this history; a mistake in it is bad usage. */
  static Question question(QuestionOptions options, History store, HistoryDoor door) {
    checkKnown(options.selection(), store, door);
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

  /**
   * A name that no run has is a slip, and an answer about nothing would hide it.
   *
   * @param store of which runs are looked for, whenever they started
   */
  static void checkKnown(SelectionOptions options, History store, HistoryDoor door) {
    CommandSpec spec = door.spec();
    for (String project : options.projects()) {
      if (!door.access().permits(project)) {
        throw new ParameterException(
            spec.commandLine(),
            "--project: "
                + Foreign.shown(project)
                + " is not among the allowed_projects of the configuration");
      }
    }
    Filters.fields(options)
        .forEach(
            (field, values) ->
                values.forEach(
                    value -> {
                      if (!isKnown(field, value, store, door)) {
                        throw new ParameterException(
                            spec.commandLine(), unknown(field, value, store, door));
                      }
                    }));
  }

  static boolean isKnown(Field field, String value, History store, HistoryDoor door) {
    return holds(Filter.ALL.with(field, value), store, door);
  }

  /** True where nothing is recorded that may be seen. */
  static boolean isEmpty(History store, HistoryDoor door) {
    return !holds(Filter.ALL, store, door);
  }

  private static boolean holds(Filter filter, History store, HistoryDoor door) {
    boolean[] found = {false};
    store.ask(
        door.access(),
        filter,
        "SELECT r.seq FROM application_runs r WHERE {r} LIMIT 1",
        List.of(),
        row -> found[0] = true);
    return found[0];
  }

  static String unknown(Field field, String value, History store, HistoryDoor door) {
    String name = field == Field.SPARK_VERSION ? "Spark" : field.name().toLowerCase(Locale.ROOT);
    SortedSet<String> there = new TreeSet<>();
    if (field != Field.NODE) {
      store.ask(
          door.access(),
          Filter.ALL,
          "SELECT DISTINCT r."
              + field.name().toLowerCase(Locale.ROOT)
              + " FROM application_runs r WHERE {r}",
          List.of(),
          row -> there.add(row.text(1)));
    }
    there.remove("");
    String known =
        there.isEmpty()
            ? ""
            : "; recorded are "
                + String.join(", ", there.stream().limit(MOST_NAMES).toList())
                + (there.size() > MOST_NAMES
                    ? " and " + (there.size() - MOST_NAMES) + " more"
                    : "");
    return Foreign.shown("no run of " + name + " " + value + " is recorded" + known);
  }

  static void checkCause(String cause, CommandSpec spec) {
    if (!cause.isEmpty() && Causes.byId(cause).isEmpty() && !cause.equals(Causes.UNDETERMINED)) {
      throw new ParameterException(
          spec.commandLine(),
          // a finding, or the verdict of what went well
          CauseNames.all().contains(cause)
              ? cause
                  + " is no cause of failures: fizzle explain "
                  + cause
                  + " says what it is, and fizzle causes lists all causes"
              : "no such cause: " + Foreign.shown(cause) + insteadOf(cause));
    }
  }

  /** The end of a sentence about an id that no cause has. */
  static String insteadOf(String id) {
    String meant = CauseNames.meant(id);
    return (meant.isEmpty() ? "." : meant) + " fizzle causes lists all of them";
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
    return write(text, options, spec);
  }

  /** Prints or writes a text; the exit code of a command that answered. */
  static int write(String text, AnswerOptions options, CommandSpec spec) {
    Path output = options.output();
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
