package io.fizzle.cli;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.analysis.Analysis;
import io.fizzle.history.analysis.Answer;
import io.fizzle.history.analysis.News;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.analysis.Remedies;
import io.fizzle.history.analysis.Statistics;
import io.fizzle.history.analysis.Words;
import io.fizzle.history.asking.Asked;
import io.fizzle.history.asking.Intent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Understands plain questions and answers them. */
record Asking(HistoryDoor door, AnswerOptions form) {

  /** Answers a question, or says what can be asked; the exit code. */
  int answer(String words) {
    return door.reading(
        opened -> {
          History store = opened.store();
          Instant now = Instant.now();
          Optional<Asked> asked =
              Asked.understand(
                  words,
                  names(store, door.access(), "project"),
                  names(store, door.access(), "application"),
                  now);
          if (asked.isEmpty()) {
            return notUnderstood();
          }
          Duration lookback =
              asked.get().lookback().orElse(Duration.ofDays(door.settings().lookbackDays()));
          PrintWriter err = door.spec().commandLine().getErr();
          err.println("understood as: " + Foreign.shown(command(asked.get(), lookback)));
          err.flush();
          return Answers.deliver(
              answer(store, asked.get(), Question.of(now, lookback), now), form, door.spec());
        });
  }

  private int notUnderstood() {
    PrintWriter err = door.spec().commandLine().getErr();
    err.println("fizzle: this question is not understood. What can be asked, for example:");
    for (Intent intent : Intent.values()) {
      err.println("  " + intent.example());
    }
    err.println("each also of a project, an application, a cause, and the last so many days");
    err.flush();
    return ExitCode.BAD_USAGE;
  }

  private static Set<String> names(History store, Access access, String column) {
    Set<String> names = new TreeSet<>();
    store.ask(
        access,
        Filter.ALL,
        "SELECT DISTINCT r." + column + " FROM application_runs r WHERE {r}",
        List.of(),
        row -> names.add(row.text(1)));
    return names;
  }

  private Answer answer(History store, Asked asked, Question all, Instant now) {
    Question question =
        all.with(Field.PROJECT, values(asked.project()))
            .with(Field.APPLICATION, values(asked.application()))
            .with(Field.CAUSE, values(asked.cause()));
    return switch (asked.intent()) {
      case REMEDIES ->
          Remedies.of(
              store,
              door.access(),
              new Remedies.Subject(asked.cause(), asked.application(), ""),
              now);
      case RISK -> new Forecast(door, null, form).of(store, asked.application(), asked.project());
      case STATISTICS -> Statistics.of(store, door.access(), question, door.settings().prices());
      case NEW -> News.of(store, door.access(), question, door.settings());
      case NODES -> Analysis.of(store, door.access(), question, door.settings()).only("node");
      case APPLICATIONS ->
          Analysis.of(store, door.access(), question, door.settings()).only("application");
      case ANALYSIS -> Analysis.of(store, door.access(), question, door.settings());
    };
  }

  private static List<String> values(String one) {
    return one.isEmpty() ? List.of() : List.of(one);
  }

  /** The command that answers the same; what is new has none of its own yet. */
  private static String command(Asked asked, Duration lookback) {
    String filters =
        option("--project", asked.project()) + option("--application", asked.application());
    String time = " --lookback " + Math.max(1, lookback.toDays()) + "d";
    return switch (asked.intent()) {
      case REMEDIES ->
          "fizzle history remedies " + asked.cause() + option("--application", asked.application());
      case RISK ->
          "fizzle history risk "
              + Words.argument(asked.application())
              + option("--project", asked.project());
      case STATISTICS -> "fizzle history stats" + filters + option("--cause", asked.cause()) + time;
      case NEW -> "what is new" + filters + option("--cause", asked.cause()) + time;
      case NODES, APPLICATIONS, ANALYSIS ->
          "fizzle history analyze" + filters + option("--cause", asked.cause()) + time;
    };
  }

  private static String option(String name, String value) {
    return value.isEmpty() ? "" : " " + name + " " + Words.argument(value);
  }
}
