package io.fizzle.lab;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The lab's command. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = {
      "The failure lab: makes real Spark applications fail in known ways, checks Fizzle's"
          + " diagnoses against the known truth, and proves its fixes by running them."
    },
    subcommands = {
      ListCommand.class,
      RunCommand.class,
      RecordCommand.class,
      ProveCommand.class,
      AccuracyCommand.class
    })
public final class Lab implements Runnable {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Exit status 0: done, and all is well; 1: something is not; 2: bad usage. */
  public static void main(String[] arguments) {
    CommandLine lab = commandLine();
    int status = lab.execute(arguments);
    lab.getOut().flush();
    System.exit(status);
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Lab());
    commandLine.setExecutionExceptionHandler(
        (failure, command, result) -> {
          if (failure instanceof LabException || failure instanceof IOException) {
            String kind =
                failure instanceof IOException ? failure.getClass().getSimpleName() + ": " : "";
            command.getErr().println("lab: " + kind + failure.getMessage());
            return FAILED;
          }
          throw failure;
        });
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }
}
