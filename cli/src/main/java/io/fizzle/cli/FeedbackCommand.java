package io.fizzle.cli;

import io.fizzle.cause.Causes;
import io.fizzle.evidence.Redaction;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Feedback;
import io.fizzle.history.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle feedback}: whether a recorded diagnosis was right. */
@Command(
    name = "feedback",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps whether the diagnosis of a recorded failure was right. fizzle learn --history learns"
          + " from it.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle feedback f4x2k9m1q7za right",
      "  fizzle feedback f4x2k9m1q7za wrong --cause container-oom --note 'the kernel log says so'"
    })
final class FeedbackCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ID", description = "of a failure")
  private String id = "";

  @Parameters(index = "1", paramLabel = "right|wrong", description = "what the diagnosis was")
  private String verdict = "";

  @Option(names = "--cause", paramLabel = "CAUSE", description = "what it really was")
  private String cause = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "how you know")
  private String note = "";

  @Option(names = "--by", paramLabel = "NAME", description = "who you are")
  private String by = "";

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  FeedbackCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    boolean right = verdict.equals("right");
    if (!right && !verdict.equals("wrong")) {
      throw problem("say whether it was right or wrong, not " + verdict);
    }
    if (right && !cause.isEmpty()) {
      throw problem("--cause tells what it really was, where the diagnosis was wrong");
    }
    if (!cause.isEmpty() && Causes.byId(cause).isEmpty()) {
      throw problem("--cause: no such cause: " + cause + ". fizzle causes lists all of them");
    }
    HistoryDoor door = HistoryDoor.of(history, spec);
    return door.reading(
        store -> {
          FailureEvent failure =
              store
                  .failure(door.access(), id)
                  .orElseThrow(
                      () ->
                          problem(
                              "no failure has the id "
                                  + Foreign.shown(id)
                                  + ". fizzle history show RUN shows those of a run"));
          if (!right && cause.equals(failure.cause())) {
            throw problem("--cause: " + cause + " is what the diagnosis said");
          }
          store.recordFeedback(List.of(feedback(failure, right)));
          spec.commandLine().getOut().println("kept: " + failure.cause() + " is " + verdict);
          spec.commandLine().getOut().flush();
          return ExitCode.NOTHING_WRONG;
        });
  }

  /** Who says it again says it instead. */
  private Feedback feedback(FailureEvent failure, boolean right) {
    return new Feedback(
        Ids.of('b', failure.id(), by),
        failure.id(),
        failure.origin(),
        right,
        failure.cause(),
        right ? failure.cause() : cause,
        Redaction.redact(note),
        by,
        Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private ParameterException problem(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
