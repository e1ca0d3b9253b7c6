package io.fizzle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fizzle config}: what concerns Spark's configuration. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Checks Spark's configuration before it is run.",
    subcommands = ConfigCheckCommand.class)
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  ConfigCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: fizzle config check PATH");
  }
}
