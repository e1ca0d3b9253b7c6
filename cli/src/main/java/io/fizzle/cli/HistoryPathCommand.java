package io.fizzle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fizzle history path}: where the history is. */
@Command(
    name = "path",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints where the history is, or would be made.")
final class HistoryPathCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryPathCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    String place = HistoryDoor.of(history, spec).place();
    spec.commandLine().getOut().println(place.replaceFirst("(://[^/@:]*):[^/@]*@", "$1@"));
    spec.commandLine().getOut().flush();
    return ExitCode.NOTHING_WRONG;
  }
}
