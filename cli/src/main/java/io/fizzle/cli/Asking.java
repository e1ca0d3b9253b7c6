package io.fizzle.cli;

import io.fizzle.application.Outcome;
import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.analysis.Analysis;
import io.fizzle.history.analysis.Answer;
import io.fizzle.history.analysis.ExitStatus;
import io.fizzle.history.analysis.News;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.analysis.Remedies;
import io.fizzle.history.analysis.Similar;
import io.fizzle.history.analysis.Statistics;
import io.fizzle.history.analysis.Words;
import io.fizzle.history.asking.Asked;
import io.fizzle.history.asking.Intent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ParameterException;

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
          return asked.isPresent() ? answer(store, asked.get(), now) : notUnderstood();
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

  private int answer(History store, Asked asked, Instant now) {
    requireKnown(store, asked);
    Question question = question(asked, now);
    if (asked.intent() == Intent.WHY) {
      return lastFailed(store, asked, question);
    }
    if (asked.intent() == Intent.SIMILAR) {
      return similar(store, asked);
    }
    say(asked, command(asked, question));
    return Answers.deliver(answer(store, asked, question, now), form, door.spec());
  }

  /** An answer about nothing would hide a slip. */
  private void requireKnown(History store, Asked asked) {
    asked
        .about()
        .forEach(
            (field, value) -> {
              if (field != Field.CAUSE && !Answers.isKnown(field, value, store, door)) {
                throw new ParameterException(
                    door.spec().commandLine(), Answers.unknown(field, value, store, door));
              }
            });
  }

  private Question question(Asked asked, Instant now) {
    Duration lookback = asked.lookback().orElse(Duration.ofDays(door.settings().lookbackDays()));
    Question question = Question.of(asked.until().orElse(now), lookback);
    for (Map.Entry<Field, String> one : asked.about().entrySet()) {
      question = question.with(one.getKey(), List.of(one.getValue()));
    }
    return question;
  }

  private void say(Asked asked, String command) {
    PrintWriter err = door.spec().commandLine().getErr();
    err.println("understood as: " + Foreign.shown(command));
    if (!asked.unread().isEmpty()) {
      err.println("left out: " + Foreign.shown(String.join(", ", asked.unread())));
    }
    err.flush();
  }

  private Answer answer(History store, Asked asked, Question question, Instant now) {
    Access access = door.access();
    return switch (asked.intent()) {
      case REMEDIES ->
          Remedies.of(
              store, access, new Remedies.Subject(asked.cause(), asked.application(), ""), now);
      case RISK -> new Forecast(door, null, form).of(store, asked.application(), asked.project());
      case STATISTICS -> Statistics.of(store, access, question, door.settings().prices());
      case NEW -> News.of(store, access, question, door.settings());
      case NODES -> Analysis.of(store, access, question, door.settings()).only("node");
      case APPLICATIONS ->
          Analysis.of(store, access, question, door.settings()).only("application");
      case EXIT_STATUS -> ExitStatus.of(store, access, question, Integer.parseInt(asked.subject()));
      default -> Analysis.of(store, access, question, door.settings());
    };
  }

  /** The last run of an application that failed, with all that is kept of it. */
  private int lastFailed(History store, Asked asked, Question question) {
    Filter failed = of(asked).with(Field.OUTCOME, Outcome.FAILED.id()).latest(1);
    if (asked.lookback().isPresent()) {
      failed = failed.since(question.window().from()).before(question.window().until());
    }
    List<ApplicationRun> runs = new ArrayList<>();
    store.runs(door.access(), failed, runs::add);
    if (runs.isEmpty()) {
      say(asked, "the last failed run of " + asked.application() + time(asked, question));
      door.spec()
          .commandLine()
          .getErr()
          .println(
              "fizzle: no failed run of "
                  + Foreign.shown(asked.application())
                  + " is recorded"
                  + (asked.lookback().isPresent() ? " in this time" : ""));
      return ExitCode.NOTHING_WRONG;
    }
    say(asked, "fizzle history show " + runs.get(0).id());
    String whole =
        store
            .run(door.access(), runs.get(0).id())
            .map(new RunPages(door, form.format()).sheet()::whole)
            .orElse("");
    return Answers.write(whole, form, door.spec());
  }

  /** To what a path tells, to a failure with an id, or to the last one of an application. */
  private int similar(History store, Asked asked) {
    String subject = asked.subject();
    List<FailureEvent> failures = new ArrayList<>();
    if (subject.isEmpty()) {
      store.failures(door.access(), of(asked).latest(1), failures::add);
      say(
          asked,
          failures.isEmpty()
              ? "failures similar to the last one of " + asked.application()
              : "fizzle history similar " + failures.get(0).id());
    } else {
      say(asked, "fizzle history similar " + Words.argument(subject));
      if (Evidenced.isPath(subject)) {
        failures.addAll(Evidenced.failures(subject, door));
      } else {
        failures.add(Evidenced.recorded(subject, store, door));
      }
    }
    return Answers.deliver(Similar.to(failures, store, door.access()), form, door.spec());
  }

  private static Filter of(Asked asked) {
    return Filter.ALL
        .with(Field.APPLICATION, asked.application())
        .with(Field.PROJECT, asked.project());
  }

  /** The command that answers the same; what is new has none of its own yet. */
  private static String command(Asked asked, Question question) {
    String filters =
        asked.about().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .filter(one -> one.getKey() != Field.CAUSE)
            .map(one -> option(one.getKey(), one.getValue()))
            .collect(java.util.stream.Collectors.joining());
    String cause = asked.cause().isEmpty() ? "" : " --cause " + asked.cause();
    String time = time(asked, question);
    return switch (asked.intent()) {
      case REMEDIES -> "fizzle history remedies " + asked.cause() + filters;
      case RISK ->
          "fizzle history risk "
              + Words.argument(asked.application())
              + (asked.project().isEmpty() ? "" : option(Field.PROJECT, asked.project()));
      case STATISTICS -> "fizzle history stats" + filters + cause + time;
      case NEW -> "what is new" + filters + cause + time;
      case EXIT_STATUS -> "what exit code " + asked.subject() + " can be" + filters + time;
      default -> "fizzle history analyze" + filters + cause + time;
    };
  }

  private static String time(Asked asked, Question question) {
    Duration lookback =
        asked
            .lookback()
            .orElseGet(() -> Duration.between(question.window().from(), question.window().until()));
    return " --lookback "
        + Math.max(1, lookback.toDays())
        + "d"
        + asked.until().map(until -> " --until " + Words.time(until)).orElse("");
  }

  private static String option(Field field, String value) {
    String name =
        field == Field.SPARK_VERSION ? "spark" : field.name().toLowerCase(java.util.Locale.ROOT);
    return " --" + name + " " + Words.argument(value);
  }
}
