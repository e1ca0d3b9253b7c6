package io.fizzle.cli;

import io.fizzle.history.analysis.Words;
import io.fizzle.history.exchange.Import;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle history import}: takes in what others exported. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes in what fizzle history export wrote, from as many clusters as there are. What is known"
          + " already is not counted twice.",
      ""
    })
final class HistoryImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "exports")
  private List<Path> files = new ArrayList<>();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryImportCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    HistoryDoor door = HistoryDoor.of(history, spec);
    return door.writing(
        opened -> {
          for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
              Import.Result result = new Import(opened.store(), door.access()).read(lines);
              spec.commandLine()
                  .getOut()
                  .printf(
                      "%s: %s added, %d known already, %d refused%n",
                      Foreign.shown(file.toString()),
                      Words.plural(result.added(), "run"),
                      result.known(),
                      result.refused());
            } catch (IOException e) {
              throw new ParameterException(
                  spec.commandLine(),
                  "cannot import " + file + ": " + Foreign.shown(String.valueOf(e.getMessage())));
            }
          }
          spec.commandLine().getOut().flush();
          return ExitCode.NOTHING_WRONG;
        });
  }
}
