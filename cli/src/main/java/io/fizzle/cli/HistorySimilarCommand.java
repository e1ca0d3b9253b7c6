package io.fizzle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    return new Answering(HistoryDoor.of(history, spec), answer).similar(subject);
  }
}
