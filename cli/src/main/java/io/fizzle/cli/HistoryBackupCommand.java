package io.fizzle.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle history backup}: a copy of one state. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Copies the history as it is now to a file, also while others write to it.")
final class HistoryBackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "which is not there yet")
  private Path file = Path.of("");

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryBackupCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    return HistoryDoor.of(history, spec)
        .ofAllProjects("backup copies")
        .reading(
            opened -> {
              opened.store().backup(file);
              spec.commandLine().getOut().println("backed up to " + file);
              spec.commandLine().getOut().flush();
              return ExitCode.NOTHING_WRONG;
            });
  }
}
