package io.fizzle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fizzle history analyze}: what failures have in common. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what failures have in common: hot nodes, bad images and hours by rate against exposure,"
          + " when it changed and what changed near it, what costs most, what to do.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle history analyze",
      "  fizzle history analyze --project ml-team --lookback 30d",
      "  fizzle history analyze --cause heap-oom --format html --output heap-oom.html"
    })
final class HistoryAnalyzeCommand implements Callable<Integer> {
  @Mixin private QuestionOptions question = new QuestionOptions();

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryAnalyzeCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    return new Answering(HistoryDoor.of(history, spec), answer).analyze(question);
  }
}
