package io.fizzle.cli;

import io.fizzle.report.Ink;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fizzle causes}: everything that Fizzle can name. */
@Command(
    name = "causes",
    mixinStandardHelpOptions = true,
    description = "Lists the causes and findings that Fizzle can name.")
final class CausesCommand implements Callable<Integer> {

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Texts.class,
      converter = Format.Converter.class,
      description = "text, json or markdown (default: text)")
  private Format format = Format.TEXT;

  @Spec private CommandSpec spec;

  CausesCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Ink ink = Terminal.ofProcess().hasColour() ? Ink.ANSI : Ink.PLAIN;
    format.requireCatalogue(spec.commandLine());
    spec.commandLine().getOut().print(format.causes(ink));
    spec.commandLine().getOut().flush();
    return ExitCode.NOTHING_WRONG;
  }
}
