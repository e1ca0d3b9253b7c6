package io.fizzle.cli;

import io.fizzle.cause.Causes;
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

  @Option(
      names = "--cause",
      paramLabel = "CAUSE",
      completionCandidates = Choices.Catalogued.class,
      description = "what it really was")
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
      throw problem("--cause: no such cause: " + cause + Answers.insteadOf(cause));
    }
    return new Opinion(HistoryDoor.of(history, spec)).keep(id, right, cause, note, by);
  }

  private ParameterException problem(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
