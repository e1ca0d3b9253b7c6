package io.fizzle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fizzle history list}: runs, the latest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists recorded runs, the latest first.")
final class HistoryListCommand implements Callable<Integer> {
  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many (default: 50)",
      defaultValue = "50")
  private int limit;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Texts.class,
      description = "text, json or markdown (default: text)")
  private String format = "text";

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryListCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    return new RunPages(HistoryDoor.of(history, spec), format).list(filter, limit);
  }
}
