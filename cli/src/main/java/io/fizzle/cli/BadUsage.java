package io.fizzle.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command, what may have been meant, and where the help is. */
final class BadUsage implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("fizzle: " + Foreign.shown(String.valueOf(problem.getMessage())));
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.println(command.getCommandSpec().qualifiedName() + " --help tells more.");
    err.flush();
    return ExitCode.BAD_USAGE;
  }
}
