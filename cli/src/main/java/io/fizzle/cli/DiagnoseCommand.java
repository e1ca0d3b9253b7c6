package io.fizzle.cli;

import io.fizzle.Investigation;
import io.fizzle.evidence.Owner;
import io.fizzle.read.ClockSkew;
import io.fizzle.read.Limits;
import io.fizzle.report.Ink;
import io.fizzle.report.JsonReport;
import io.fizzle.report.MarkdownReport;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import io.fizzle.report.TextReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** {@code fizzle diagnose}: reads what an application left behind and says what killed it. */
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what killed or slowed a Spark application: the verdict, the lines that prove it, the"
          + " fix.",
      "",
      "Give it whatever is there, in any mix: driver, executor, YARN and worker logs, event logs,"
          + " GC logs, hs_err files, kernel logs, cgroup files, Spark configuration; files,"
          + " folders, archives (zip, tar, tar.gz) and http(s) addresses.",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  nothing wrong found",
      "  1  incidents or findings diagnosed",
      "  2  bad usage, or nothing could be read",
      "  3  undetermined: the report says what evidence would settle it",
      "",
      "Examples:",
      "  fizzle diagnose examples/executor-heap-oom",
      "  fizzle diagnose driver.log eventlog/ gc-executor-7.log --format markdown",
      "  fizzle diagnose logs.zip --executor 7=logs.zip!node3/stderr --clock-skew executor-7=+2.5s"
    })
final class DiagnoseCommand implements Callable<Integer> {
  private static final int DEFAULT_WIDTH = 80;

  /** What the report is written as. */
  enum Format {
    TEXT,
    JSON,
    MARKDOWN
  }

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "files, folders, archives, URLs")
  private List<String> places = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text, json or markdown (default: text)")
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write the report to this file instead of standard output")
  private @Nullable Path output;

  @Option(
      names = "--executor",
      paramLabel = "ID=PATH",
      description = "this file, folder or archive member was written by this executor (or: driver)")
  private Map<String, String> executors = new LinkedHashMap<>();

  @Option(
      names = "--clock-skew",
      paramLabel = "WHOSE=SHIFT",
      description = "add to every time of a source or process, e.g. executor-7=+2.5s or driver=-1m")
  private List<String> skews = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "time zone of logs that do not tell theirs, e.g. Europe/Berlin or +02:00")
  private @Nullable String zone;

  @Option(names = "--no-progress", description = "no progress line on standard error")
  private boolean quiet;

  @Spec private CommandSpec spec;

  DiagnoseCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Investigation.Options options =
        new Investigation.Options(owners(), zoneId(), clockSkews(), Limits.DEFAULT);
    ProgressLine progress = new ProgressLine(System.err, !quiet && Terminal.isInteractive());
    Report report = new Investigation(options, progress::reading).investigate(places);
    progress.clear();
    if (!report.hasRead()) {
      complain(report);
      return ExitCode.BAD_USAGE;
    }
    String text = render(report);
    if (output == null) {
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(text);
      out.flush();
    } else {
      write(text, output);
    }
    return ExitCode.of(report);
  }

  private String render(Report report) {
    return switch (format) {
      case TEXT -> {
        boolean colour = output == null && Terminal.hasColour();
        yield new TextReport(DEFAULT_WIDTH, colour ? Ink.ANSI : Ink.PLAIN).render(report);
      }
      case JSON -> new JsonReport().render(report);
      case MARKDOWN -> new MarkdownReport().render(report);
    };
  }

  private void write(String text, Path file) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "cannot write the report to "
              + file
              + ": "
              + e.getMessage()
              + ". Give --output a file in a folder that exists and that you may write to.");
    }
  }

  /** Nothing could be read: every place with its reason, and what to do. */
  private static void complain(Report report) {
    System.err.println("fizzle: nothing could be read");
    for (SourceUse source : report.sources()) {
      System.err.println("  " + source.name() + ": " + source.note());
    }
    if (report.sources().isEmpty()) {
      System.err.println("  there is no file at the given places");
    }
    System.err.println(
        "Give logs, event logs, GC logs or folders of them; fizzle diagnose --help tells more.");
  }

  private Map<String, Owner> owners() {
    Map<String, Owner> owners = new LinkedHashMap<>();
    executors.forEach((id, path) -> owners.put(path, Owner.executor(id)));
    return owners;
  }

  private @Nullable ZoneId zoneId() {
    if (zone == null) {
      return null;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--zone: no such zone: "
              + zone
              + ". Give a name like Europe/Berlin or an offset like +02:00.");
    }
  }

  private List<ClockSkew> clockSkews() {
    List<ClockSkew> parsed = new ArrayList<>();
    for (String skew : skews) {
      parsed.add(
          ClockSkew.parse(skew)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--clock-skew: not understood: "
                              + skew
                              + ". Write WHOSE=SHIFT, for example executor-7=+2.5s.")));
    }
    return parsed;
  }
}
