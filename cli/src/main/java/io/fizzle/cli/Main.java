package io.fizzle.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the {@code fizzle} command. */
@Command(
    name = "fizzle",
    description = "Says why an Apache Spark application died.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = DiagnoseCommand.class,
    exitCodeOnInvalidInput = ExitCode.BAD_USAGE,
    exitCodeOnExecutionException = ExitCode.BAD_USAGE)
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  Main() {
    spec = CommandSpec.create();
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command with all its subcommands, as {@link #main} runs it. */
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, for example: fizzle diagnose PATH");
  }

  /** The version that the build wrote into the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"fizzle " + (version == null ? "(not packaged)" : version)};
    }
  }
}
