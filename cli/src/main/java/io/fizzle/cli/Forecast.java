package io.fizzle.cli;

import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.analysis.Answer;
import io.fizzle.history.risk.Forecasting;
import io.fizzle.history.risk.RiskFile;
import io.fizzle.history.risk.Training;
import io.fizzle.history.settings.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** Answers how probable a failure is, and fits the model to that. */
record Forecast(HistoryDoor door, @Nullable Path named, AnswerOptions answer) {
  /** The model would do worse than a single figure. */
  private static final int NOT_WRITTEN = 1;

  private static final int MOST_NAMES = 5;

  int of(String subject, String project, Map<String, String> settings) {
    Optional<RiskFile.Fitted> fitted = fitted();
    if (named != null && fitted.isEmpty()) {
      throw problem("--model: there is no file " + named);
    }
    Optional<ApplicationRun> read =
        Evidenced.isPath(subject) ? Optional.of(read(subject)) : Optional.empty();
    String application = read.map(run -> run.program().application()).orElse(subject);
    return door.reading(
        opened ->
            Answers.deliver(
                forecast(
                    opened.store(),
                    new Forecasting.Subject(
                        project(opened.store(), application, project),
                        application,
                        read.map(run -> run.program().sparkVersion()).orElse(""),
                        read.map(ApplicationRun::configuration).orElse(Map.of()),
                        settings),
                    fitted),
                answer,
                door.spec()));
  }

  /** Of an application as it ran the last time. */
  Answer of(History store, String application, String project) {
    return forecast(
        store,
        new Forecasting.Subject(
            project(store, application, project), application, "", Map.of(), Map.of()),
        fitted());
  }

  private Answer forecast(
      History store, Forecasting.Subject subject, Optional<RiskFile.Fitted> fitted) {
    return Forecasting.of(
        store, door.access(), subject, fitted, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private ApplicationRun read(String path) {
    ApplicationRun run = Evidenced.runs(path, door).get(0).run();
    if (run.program().application().isEmpty()) {
      throw problem(
          Foreign.shown(path)
              + " does not tell the application's name. Give the name, and its settings with"
              + " --conf");
    }
    return run;
  }

  /** The one project in which it ran. */
  private String project(History store, String application, String asked) {
    List<String> projects = new ArrayList<>();
    store.ask(
        door.access(),
        Filter.ALL.with(Field.APPLICATION, application).with(Field.PROJECT, asked),
        "SELECT r.project FROM application_runs r WHERE {r} GROUP BY r.project ORDER BY r.project",
        List.of(),
        row -> projects.add(row.text(1)));
    if (projects.isEmpty()) {
      throw problem(
          "no run of "
              + Foreign.shown(application)
              + (asked.isEmpty() ? "" : " in project " + Foreign.shown(asked))
              + " is recorded"
              + Foreign.shown(similar(store, application))
              + ". fizzle history list shows what is");
    }
    if (projects.size() > 1) {
      throw problem(
          Foreign.shown(application)
              + " ran in several projects: "
              + Foreign.shown(String.join(", ", projects))
              + ". Say which with --project");
    }
    return projects.get(0);
  }

  private String similar(History store, String application) {
    String wanted = application.toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>();
    store.ask(
        door.access(),
        Filter.ALL,
        "SELECT DISTINCT r.project, r.application FROM application_runs r WHERE {r}",
        List.of(),
        row -> {
          String name = row.text(2).toLowerCase(Locale.ROOT);
          if (!name.isEmpty() && (name.contains(wanted) || wanted.contains(name))) {
            names.add(row.text(2) + " in " + row.text(1));
          }
        });
    return names.isEmpty()
        ? ""
        : "; there is "
            + String.join(", ", names.stream().sorted().distinct().limit(MOST_NAMES).toList());
  }

  int train() {
    Path file = file();
    Optional<String> unwritable = new ReportFile(file).problem();
    if (named != null && unwritable.isPresent()) {
      throw problem("--model: cannot write to " + file + ": " + unwritable.get());
    }
    if (!RiskFile.mayReplace(file)) {
      throw problem("--model: " + file + " is there and is no risk model. Give another file");
    }
    return door.reading(
        opened -> {
          History store = opened.store();
          Training training = Training.of(store, door.access(), Filter.ALL);
          int code = Answers.deliver(training, answer, door.spec());
          if (!training.isUseful()) {
            return NOT_WRITTEN;
          }
          try {
            Path folder = file.toAbsolutePath().getParent();
            if (named == null && folder != null) {
              Files.createDirectories(folder);
            }
            new ReportFile(file)
                .write(RiskFile.text(training, LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC)));
          } catch (IOException e) {
            throw problem(Foreign.shown("cannot write to " + file + ": " + e.getMessage()));
          }
          door.spec().commandLine().getErr().println("fizzle: model written to " + file);
          return code;
        });
  }

  private Path file() {
    try {
      return named == null ? Places.ofProcess().riskModel() : named;
    } catch (HistoryProblem e) {
      throw problem(Foreign.shown(String.valueOf(e.getMessage())));
    }
  }

  private Optional<RiskFile.Fitted> fitted() {
    try {
      return RiskFile.read(file());
    } catch (RiskFile.Unusable e) {
      throw problem(Foreign.shown(String.valueOf(e.getMessage())));
    }
  }

  private ParameterException problem(String what) {
    return new ParameterException(door.spec().commandLine(), what);
  }
}
