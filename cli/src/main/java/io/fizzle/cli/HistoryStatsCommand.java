package io.fizzle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fizzle history stats}: figures. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Counts failures by type, cause, project and node, and says what they cost and how they"
          + " ended.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle history stats --lookback 30d",
      "  fizzle history stats --project ml-team --format json"
    })
final class HistoryStatsCommand implements Callable<Integer> {
  @Mixin private QuestionOptions question = new QuestionOptions();

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryStatsCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    return new Answering(HistoryDoor.of(history, spec), answer).statistics(question);
  }
}
