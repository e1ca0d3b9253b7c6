package io.fizzle.cli;

import io.fizzle.history.FailureEvent;
import io.fizzle.history.History;
import io.fizzle.history.analysis.Similar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle history similar PATH|ID}: earlier failures like this one. */
@Command(
    name = "similar",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds earlier failures like this one, by message and stack trace without what differs from"
          + " run to run, and says how they ended.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  fizzle history similar logs/", "  fizzle history similar f4x2k9m1q7za"})
final class HistorySimilarCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH|ID", description = "what diagnose reads, or a failure's id")
  private String subject = "";

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistorySimilarCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    HistoryDoor door = HistoryDoor.of(history, spec);
    List<FailureEvent> read = Files.exists(Path.of(subject)) ? read() : List.of();
    return door.reading(
        store -> {
          List<FailureEvent> failures =
              Files.exists(Path.of(subject)) ? read : List.of(failure(store, door, subject));
          return Answers.deliver(Similar.to(failures, store, door.access()), answer, spec);
        });
  }

  /** A recorded failure. */
  static FailureEvent failure(History store, HistoryDoor door, String id) {
    return store
        .failure(door.access(), id)
        .orElseThrow(
            () ->
                new ParameterException(
                    door.spec().commandLine(),
                    "no path and no failure: "
                        + Foreign.shown(id)
                        + ". fizzle history show RUN shows the failures of a run"));
  }

  private List<FailureEvent> read() {
    List<FailureEvent> failures = new ArrayList<>();
    Evidenced.runs(subject, spec).forEach(run -> failures.addAll(run.failures()));
    return failures;
  }
}
