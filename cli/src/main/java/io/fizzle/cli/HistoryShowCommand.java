package io.fizzle.cli;

import io.fizzle.history.FailureEvent;
import io.fizzle.history.RunRecord;
import io.fizzle.history.report.RunSheet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      description = "text, json or markdown (default: text)")
  private String format = "text";

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryShowCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    RunSheet sheet = new RunSheet(Filters.form(format, spec));
    HistoryDoor door = HistoryDoor.of(history, spec);
    return door.reading(
        store -> {
          Optional<RunRecord> run = store.run(door.access(), id);
          Optional<FailureEvent> failure =
              run.isPresent() ? Optional.empty() : store.failure(door.access(), id);
          String text =
              run.map(sheet::whole)
                  .or(() -> failure.map(sheet::failure))
                  .orElseThrow(
                      () ->
                          new ParameterException(
                              spec.commandLine(),
                              "no run and no failure has the id "
                                  + Foreign.shown(id)
                                  + ". fizzle history list lists them"));
          spec.commandLine().getOut().print(text);
          spec.commandLine().getOut().flush();
          return ExitCode.NOTHING_WRONG;
        });
  }
}
