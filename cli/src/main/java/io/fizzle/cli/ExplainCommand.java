package io.fizzle.cli;

import io.fizzle.report.CauseNames;
import io.fizzle.report.Ink;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle explain CAUSE}: a cause's page of the catalogue. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says what a cause means, what proves it, what it is not, and what does not help.")
final class ExplainCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "CAUSE",
      completionCandidates = Choices.Catalogued.class,
      description = "an id as reports print it, for example gc-stall")
  private String id = "";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Texts.class,
      converter = Format.Converter.class,
      description = "text, json or markdown (default: text)")
  private Format format = Format.TEXT;

  @Spec private CommandSpec spec;

  ExplainCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Ink ink = Terminal.ofProcess().hasColour() ? Ink.ANSI : Ink.PLAIN;
    format.requireCatalogue(spec.commandLine());
    Optional<String> page = format.page(id, ink);
    if (page.isEmpty()) {
      throw new ParameterException(spec.commandLine(), unknown(id));
    }
    spec.commandLine().getOut().print(page.get());
    spec.commandLine().getOut().flush();
    return ExitCode.NOTHING_WRONG;
  }

  private static String unknown(String id) {
    String meant = CauseNames.meant(id);
    return "no such cause: " + id + (meant.isEmpty() ? "." : meant) + " fizzle causes lists all.";
  }
}
