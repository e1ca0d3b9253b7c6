package io.fizzle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle history remedies CAUSE}: what helps, and what has. */
@Command(
    name = "remedies",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what helps against a cause, and what worked before: the surest first, the most like the"
          + " failure at hand before the rest, with what came of only running again beside it.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle history remedies container-oom",
      "  fizzle history remedies container-oom --application invoices",
      "  fizzle history remedies --failure f4x2k9m1q7za"
    })
final class HistoryRemediesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CAUSE",
      arity = "0..1",
      completionCandidates = Choices.Catalogued.class,
      description = "id of a cause; fizzle causes lists all of them")
  private String cause = "";

  @Option(
      names = "--application",
      paramLabel = "NAME",
      description = "what worked for this application first")
  private String application = "";

  @Option(
      names = "--failure",
      paramLabel = "ID",
      description = "a recorded failure, instead of a cause: what worked for its like first")
  private String failure = "";

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryRemediesCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    if (cause.isEmpty() == failure.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "give a cause, or --failure ID");
    }
    Answers.checkCause(cause, spec);
    return new Answering(HistoryDoor.of(history, spec), answer)
        .remedies(cause, application, failure);
  }
}
