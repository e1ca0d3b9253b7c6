package io.fizzle.lab;

import io.fizzle.lab.metadata.SparkKeysCommand;
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
      LiveCommand.class,
      PairsCommand.class,
      AccuracyCommand.class,
      SparkKeysCommand.class
    })
public final class Lab implements Runnable {
  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;
  private static final String DISK_FULL = "No space left on device";

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
          command.getErr().println("lab: " + message(failure));
          return failure instanceof BadChoiceException ? BAD_USAGE : FAILED;
        });
    return commandLine;
  }

  /** In words where it is known; what is not is a mistake of the lab's own. */
  private static String message(Exception failure) throws Exception {
    if (failure instanceof LabException) {
      return String.valueOf(failure.getMessage());
    }
    if (!(failure instanceof IOException)) {
      throw failure;
    }
    String said = String.valueOf(failure.getMessage());
    return said.contains(DISK_FULL)
        ? "the disk of the runs is full: free some, or name another folder with --runs"
        : failure.getClass().getSimpleName() + ": " + said;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }
}
