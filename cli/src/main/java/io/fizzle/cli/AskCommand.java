package io.fizzle.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle ask "…"}: plain questions about what was recorded. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Answers plain questions about what was recorded, without any model: it says how it"
          + " understood the question, and what can be asked where it did not.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle ask \"How do I fix OOMKilled failures?\"",
      "  fizzle ask \"Analyze failures in project ml-team\"",
      "  fizzle ask \"Show me failure statistics for the last 30 days\""
    })
final class AskCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "in plain English")
  private List<String> words = List.of();

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  AskCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    return new Asking(HistoryDoor.of(history, spec), answer).answer(String.join(" ", words));
  }
}
