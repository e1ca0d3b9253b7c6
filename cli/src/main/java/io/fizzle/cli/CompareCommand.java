package io.fizzle.cli;

import io.fizzle.Investigation;
import io.fizzle.comparison.Comparison;
import io.fizzle.comparison.Judgement;
import io.fizzle.read.Limits;
import io.fizzle.report.Ink;
import io.fizzle.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle compare A B}: two runs of one application, and which change explains them. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what differs between two runs of one application, where the time went, and which"
          + " change explains it.",
      "",
      "Each run is anything that diagnose takes; an event log tells most. Where a run has several"
          + " paths, write -- between the two runs.",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  no meaningful difference, or the second run is better",
      "  1  the second run is worse: slower beyond the tolerance, or it failed",
      "  2  bad usage, or a run could not be read",
      "  3  it cannot be told, or these are two applications",
      "",
      "Examples:",
      "  fizzle compare monday/eventlog tuesday/eventlog",
      "  fizzle compare --format markdown old/ gc-old/ -- new/ gc-new/",
      "  fizzle compare before.zip after.zip --tolerance 5"
    })
final class CompareCommand implements Callable<Integer> {
  private static final String BETWEEN = "--";
  private static final int PERCENT = 100;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "the first run, then the second")
  private List<String> places = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Texts.class,
      converter = Format.Converter.class,
      description = "text, json or markdown (default: text)")
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write to this file instead of standard output")
  private @Nullable Path output;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      description =
          "how much longer the second run may take; less than a second never counts"
              + " (default: 10)")
  private double tolerance = PERCENT * Comparison.TOLERANCE;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "time zone of logs that do not tell theirs, e.g. Europe/Berlin or +02:00")
  private @Nullable String zone;

  @Option(names = "--no-progress", description = "no progress line on standard error")
  private boolean quiet;

  @Spec private CommandSpec spec;

  CompareCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    if (!(tolerance >= 0 && tolerance <= PERCENT * PERCENT)) {
      throw problem("--tolerance: not understood: " + tolerance + ". Give per cent, e.g. 10");
    }
    if (!format.compares()) {
      throw problem("--format: a comparison is written as text, json or markdown");
    }
    int first = firstRun();
    ReportFile file = output == null ? null : new ReportFile(output);
    if (file != null) {
      file.problem()
          .ifPresent(what -> refuse("--output: cannot write to " + file.path() + ": " + what));
    }
    ZoneId zoneId = zoneId();
    Report before = read(places.subList(0, first), zoneId);
    Report after = read(places.subList(first, places.size()), zoneId);
    if (!before.hasRead() || !after.hasRead()) {
      complain(before, "first");
      complain(after, "second");
      return ExitCode.BAD_USAGE;
    }
    Comparison comparison =
        Comparison.of(before.diagnosis(), after.diagnosis(), tolerance / PERCENT);
    Terminal terminal = Terminal.ofProcess();
    Ink ink = file == null && terminal.hasColour() ? Ink.ANSI : Ink.PLAIN;
    return deliver(format.render(comparison, ink), file)
        ? exitCode(comparison.judgement())
        : ExitCode.BAD_USAGE;
  }

  private static int exitCode(Judgement judgement) {
    if (judgement == Judgement.UNKNOWN) {
      return ExitCode.UNDETERMINED;
    }
    return judgement.isWorse() ? ExitCode.DIAGNOSED : ExitCode.NOTHING_WRONG;
  }

  /** How many of the paths belong to the first run: those before {@code --}, else one of two. */
  private int firstRun() {
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    int between = arguments.lastIndexOf(BETWEEN);
    int first = between < 0 ? 1 : places.size() - (arguments.size() - between - 1);
    if (between < 0 && places.size() != 2 || first < 1 || first >= places.size()) {
      throw problem(
          "give two runs: fizzle compare FIRST SECOND; where a run has several paths, write --"
              + " between the runs");
    }
    return first;
  }

  private Report read(List<String> run, @Nullable ZoneId zoneId) {
    Terminal terminal = Terminal.ofProcess();
    ProgressLine progress = new ProgressLine(err(), !quiet && terminal.isInteractive());
    Investigation.Options options =
        new Investigation.Options(Map.of(), zoneId, List.of(), Limits.DEFAULT);
    Report report = new Investigation(options, progress::reading).investigate(run);
    progress.clear();
    return report;
  }

  private void complain(Report report, String which) {
    if (report.hasRead()) {
      return;
    }
    err().println("fizzle: nothing could be read of the " + which + " run");
    report
        .sources()
        .forEach(
            source -> err().println("  " + Foreign.shown(source.name() + ": " + source.note())));
  }

  private boolean deliver(String text, @Nullable ReportFile file) {
    if (file != null) {
      try {
        file.write(text);
        return true;
      } catch (IOException e) {
        err()
            .println(
                Foreign.shown("fizzle: cannot write to " + file.path() + ": " + e.getMessage())
                    + "; the report went to standard output");
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    return file == null;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private void refuse(String what) {
    throw problem(what);
  }

  private ParameterException problem(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private @Nullable ZoneId zoneId() {
    if (zone == null) {
      return null;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw problem(
          "--zone: no such zone: "
              + zone
              + ". Give a name like Europe/Berlin or an offset like +02:00");
    }
  }
}
