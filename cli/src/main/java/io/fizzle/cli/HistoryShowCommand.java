package io.fizzle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle history show}: one run or one failure, in full. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows everything that is kept of a run or of a failure.")
final class HistoryShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "of a run or of a failure, as list prints it")
  private String id = "";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Texts.class,
      description = "text, json or markdown (default: text)")
  private String format = "text";

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryShowCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    return new RunPages(HistoryDoor.of(history, spec), format).one(id);
  }
}
