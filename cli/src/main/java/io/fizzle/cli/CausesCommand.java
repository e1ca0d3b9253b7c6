package io.fizzle.cli;

import io.fizzle.report.CatalogueText;
import io.fizzle.report.Ink;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fizzle causes}: everything that Fizzle can name. */
@Command(
    name = "causes",
    mixinStandardHelpOptions = true,
    description = "Lists the causes and findings that Fizzle can name.")
final class CausesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  CausesCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Ink ink = Terminal.ofProcess().hasColour() ? Ink.ANSI : Ink.PLAIN;
    spec.commandLine().getOut().print(new CatalogueText(Format.WIDTH, ink).list());
    spec.commandLine().getOut().flush();
    return ExitCode.NOTHING_WRONG;
  }
}
