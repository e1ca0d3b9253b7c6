package io.fizzle.cli;

import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Filter;
import io.fizzle.history.RunRecord;
import io.fizzle.history.analysis.Words;
import io.fizzle.history.report.RunSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** Prints what is recorded of runs, many or one. */
record RunPages(HistoryDoor door, RunSheet sheet) {
  RunPages(HistoryDoor door, String format) {
    this(door, new RunSheet(Filters.form(format, door.spec())));
  }

  int list(FilterOptions options, int limit) {
    if (limit < 1) {
      throw new ParameterException(
          door.spec().commandLine(), "--limit: write a number from 1 on, not " + limit);
    }
    // one more than is shown: who is not told would take them for all
    Filter filter = Filters.of(options, door.spec()).latest(limit + 1);
    return door.reading(
        opened -> {
          Answers.checkKnown(options.selection(), opened.store(), door);
          List<ApplicationRun> runs = new ArrayList<>();
          opened.store().runs(door.access(), filter, runs::add);
          if (runs.isEmpty()) {
            door.spec()
                .commandLine()
                .getErr()
                .println("fizzle: no run is so. fizzle diagnose PATH --record keeps what it reads");
          }
          if (runs.size() > limit) {
            runs.remove(limit);
            door.spec()
                .commandLine()
                .getErr()
                .println(
                    "fizzle: the latest "
                        + Words.plural(limit, "run")
                        + "; --limit "
                        + 10L * limit
                        + " shows more, --since and --until choose a time");
          }
          return print(sheet.table(runs));
        });
  }

  int one(String id) {
    return door.reading(
        opened -> {
          Optional<RunRecord> run = opened.store().run(door.access(), id);
          Optional<FailureEvent> failure =
              run.isPresent() ? Optional.empty() : opened.store().failure(door.access(), id);
          return print(
              run.map(sheet::whole)
                  .or(() -> failure.map(sheet::failure))
                  .orElseThrow(
                      () ->
                          new ParameterException(
                              door.spec().commandLine(),
                              "no run and no failure has the id "
                                  + Foreign.shown(id)
                                  + ". fizzle history list lists them")));
        });
  }

  private int print(String text) {
    door.spec().commandLine().getOut().print(text);
    door.spec().commandLine().getOut().flush();
    return ExitCode.NOTHING_WRONG;
  }
}
