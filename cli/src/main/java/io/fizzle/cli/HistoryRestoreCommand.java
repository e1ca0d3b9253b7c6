package io.fizzle.cli;

import io.fizzle.history.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle history restore}: puts a backup in the history's place. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Puts a backup in the place of the history, once it was looked through and is sound. The"
            + " history that was there is kept beside it. Let nothing write to it meanwhile.")
final class HistoryRestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "what fizzle history backup wrote")
  private Path file = Path.of("");

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryRestoreCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    HistoryDoor door = HistoryDoor.of(history, spec).ofAllProjects("restore replaces");
    return door.guarded(
        () -> {
          Optional<Path> kept = Stores.restore(file, door.place(), Instant.now());
          spec.commandLine()
              .getOut()
              .println(
                  "restored "
                      + door.place()
                      + kept.map(old -> "; what was there is now " + old).orElse(""));
          spec.commandLine().getOut().flush();
          return ExitCode.NOTHING_WRONG;
        });
  }
}
