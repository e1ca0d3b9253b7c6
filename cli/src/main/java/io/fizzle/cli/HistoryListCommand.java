package io.fizzle.cli;

import io.fizzle.history.ApplicationRun;
import io.fizzle.history.report.Form;
import io.fizzle.history.report.RunSheet;
import java.util.ArrayList;
import java.util.List;
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
      description = "text, json or markdown (default: text)")
  private String format = "text";

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryListCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Form form = Filters.form(format, spec);
    HistoryDoor door = HistoryDoor.of(history, spec);
    return door.reading(
        store -> {
          List<ApplicationRun> runs = new ArrayList<>();
          store.runs(door.access(), Filters.of(filter, spec).latest(Math.max(1, limit)), runs::add);
          spec.commandLine().getOut().print(new RunSheet(form).table(runs));
          spec.commandLine().getOut().flush();
          return ExitCode.NOTHING_WRONG;
        });
  }
}
