package io.fizzle.cli;

import io.fizzle.Investigation;
import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.evidence.Owner;
import io.fizzle.read.ClockSkew;
import io.fizzle.read.Limits;
import io.fizzle.report.Ink;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
          + " folders, archives (zip, tar, tar.gz) and http(s) addresses, also that of a driver's"
          + " UI or a History Server as the browser shows it. Where a server wants to know who"
          + " asks, set FIZZLE_HTTP_AUTHORIZATION to the value of the Authorization header.",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  nothing wrong found",
      "  1  incidents or findings diagnosed",
      "  2  bad usage, or nothing could be read",
      "  3  undetermined: the report says what evidence would settle it",
      "  With --fail-on: 0 where none of its conditions holds, else 1, or 3 where that is"
          + " undetermined alone.",
      "",
      "Conditions of --fail-on:",
      "  failed           the application failed",
      "  incident         something needed explaining and was not meant to happen",
      "  finding[:LEVEL]  something costs, of this severity or above: low, medium, high",
      "  cause:ID         this cause of the catalogue was diagnosed (fizzle causes lists them)",
      "  undetermined     the evidence does not tell",
      "  never            nothing: the report alone matters",
      "",
      "Examples:",
      "  fizzle diagnose examples/executor-heap-oom",
      "  fizzle diagnose driver.log eventlog/ gc-executor-7.log --format markdown",
      "  fizzle diagnose http://history:18080/history/application_1700000000000_0042/jobs/",
      "  fizzle diagnose logs.zip --executor 7=logs.zip!node3/stderr",
      "  fizzle diagnose logs/ --clock-skew executor-7=+2.5s --output report.txt",
      "  fizzle diagnose logs/ --report sarif=fizzle.sarif --report junit=fizzle.xml \\",
      "      --fail-on failed,cause:heap-oom,finding:high"
    })
final class DiagnoseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", arity = "0..*", description = "files, folders, archives, URLs")
  private List<String> places = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Reports.class,
      converter = Format.Converter.class,
      description = "text, json, markdown, html, sarif or junit (default: text)")
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "write the report to this file instead of standard output; replaced only once"
              + " the new report is whole")
  private @Nullable Path output;

  @Option(
      names = {"-r", "--report"},
      paramLabel = "FORMAT=FILE",
      description =
          "write the report to this file as well, in this format; may be given several times")
  private List<String> reports = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "CONDITION",
      completionCandidates = Choices.Conditions.class,
      split = ",",
      description =
          "what ends with exit code 1, instead of any incident or finding; several with commas,"
              + " see below")
  private List<String> conditions = new ArrayList<>();

  @Option(
      names = "--executor",
      paramLabel = "ID=PATH",
      description = "this file, folder or archive member was written by this executor (or: driver)")
  private List<String> executors = new ArrayList<>();

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

  @Option(
      names = "--blind-spots",
      description =
          "tell all evidence that was not there, what it hides, and which settings would have"
              + " recorded it")
  private boolean allBlindSpots;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "weights of evidence that fizzle learn wrote (default: those of this version)")
  private @Nullable Path weights;

  @Option(
      names = "--all-applications",
      description = {
        "where sources of several applications or attempts were found, tell of each in full, not"
            + " only of the gravest failure"
      })
  private boolean all;

  @Option(
      names = "--threshold",
      paramLabel = "NAME=VALUE",
      description =
          "where a finding begins or how grave it is, e.g. spill.bytes=1073741824; may be given"
              + " again (docs/thresholds.md lists them)")
  private List<String> thresholds = new ArrayList<>();

  @Option(
      names = "--thresholds",
      paramLabel = "FILE",
      description = "a file of such settings, one a line; --threshold wins over it")
  private @Nullable Path thresholdFile;

  @Option(names = "--no-progress", description = "no progress line on standard error")
  private boolean quiet;

  @Mixin private RecordOptions recording = new RecordOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  DiagnoseCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Investigation.Options options =
        new Investigation.Options(
            owners(),
            zoneId(),
            clockSkews(),
            Limits.DEFAULT,
            ThresholdOptions.read(thresholdFile, thresholds, this::problem));
    if (places.isEmpty() && executors.isEmpty()) {
      throw problem("say what to read: files, folders, archives or addresses");
    }
    List<Delivery> copies = reports.stream().map(this::copy).toList();
    Delivery first =
        new Delivery("--output", format, output == null ? null : new ReportFile(output));
    Stream.concat(Stream.of(first), copies.stream()).forEach(this::check);
    Optional<Gate> gate = gate();
    ProgressLine progress = new ProgressLine(err(), !quiet && Terminal.ofProcess().isInteractive());
    Diagnostician diagnostician = new Diagnostician(Causes.all(), WeightsFile.read(weights, spec));
    Investigation investigation = new Investigation(options, progress::reading, diagnostician);
    if (!recording.record()) {
      if (history.place() != null) {
        err().println("fizzle: --history is for --record: nothing is recorded");
      }
      return tell(investigation.investigate(places), progress, first, copies, gate);
    }
    try (Recorder recorder = Recorder.open(HistoryDoor.of(history, spec), recording)) {
      Report report = investigation.investigate(places, recorder);
      int code = tell(report, progress, first, copies, gate);
      return !report.hasRead() || recorder.finish(err()) ? code : ExitCode.BAD_USAGE;
    }
  }

  private int tell(
      Report report,
      ProgressLine progress,
      Delivery first,
      List<Delivery> copies,
      Optional<Gate> gate) {
    progress.clear();
    if (!report.hasRead()) {
      complain(report);
      return ExitCode.BAD_USAGE;
    }
    warnOfUnread(report);
    Ink ink = first.file() == null && Terminal.ofProcess().hasColour() ? Ink.ANSI : Ink.PLAIN;
    boolean delivered = deliver(first, report, ink);
    for (Delivery copy : copies) {
      delivered &= deliver(copy, report, Ink.PLAIN);
    }
    if (!delivered) {
      return ExitCode.BAD_USAGE;
    }
    return gate.map(one -> one.exitCode(report)).orElseGet(() -> ExitCode.of(report));
  }

  /** A report in one format on its way to a file, or to standard output where there is none. */
  private record Delivery(String option, Format format, @Nullable ReportFile file) {}

  private Delivery copy(String written) {
    int equals = written.indexOf('=');
    if (equals < 1 || equals == written.length() - 1) {
      throw problem(
          "--report: not understood: " + written + ". Write FORMAT=FILE, e.g. sarif=fizzle.sarif");
    }
    try {
      Format wanted = new Format.Converter().convert(written.substring(0, equals));
      return new Delivery(
          "--report", wanted, new ReportFile(Path.of(written.substring(equals + 1))));
    } catch (TypeConversionException | InvalidPathException e) {
      throw problem("--report: " + e.getMessage());
    }
  }

  private void check(Delivery delivery) {
    ReportFile file = delivery.file();
    if (file != null) {
      file.problem().ifPresent(what -> refuse(delivery.option(), file, what));
    }
  }

  private Optional<Gate> gate() {
    try {
      return conditions.isEmpty() ? Optional.empty() : Optional.of(Gate.of(conditions));
    } catch (IllegalArgumentException e) {
      throw problem("--fail-on: " + e.getMessage());
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private ParameterException problem(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private void refuse(String option, ReportFile file, String what) {
    throw problem(
        option
            + ": cannot write to "
            + file.path()
            + ": "
            + what
            + ". Give a file in a folder that exists and that you may write to");
  }

  /** True where the report got to where it should; else it goes to standard output, not lost. */
  private boolean deliver(Delivery delivery, Report report, Ink ink) {
    Extent extent = new Extent(all, allBlindSpots);
    String text = delivery.format().render(report, ink, extent);
    ReportFile file = delivery.file();
    String failure = "";
    if (file != null) {
      try {
        file.write(text);
        return true;
      } catch (IOException e) {
        failure = "fizzle: cannot write to " + file.path() + ": " + e.getMessage();
      }
    }
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    if (!failure.isEmpty()) {
      err().println(Foreign.shown(failure) + "; the report went to standard output");
    }
    return failure.isEmpty();
  }

  /** Nothing could be read: every place with its reason, and what to do. */
  private void complain(Report report) {
    err().println("fizzle: nothing could be read");
    report.sources().forEach(source -> err().println("  " + reason(source)));
    if (report.sources().isEmpty()) {
      err().println("  there is no file at the given places");
    }
    err()
        .println(
            "Give logs, event logs, GC logs or folders of them; fizzle diagnose --help tells"
                + " more.");
  }

  /** Who named a place should learn at once that it was not read, also with JSON in a pipe. */
  private void warnOfUnread(Report report) {
    report.sources().stream()
        .filter(source -> !source.used() && isNamed(source.name()))
        .forEach(source -> err().println("fizzle: " + reason(source)));
  }

  private boolean isNamed(String source) {
    return places.contains(source)
        || executors.stream().anyMatch(executor -> executor.endsWith("=" + source));
  }

  private static String reason(SourceUse source) {
    return Foreign.shown(source.name() + ": " + source.note());
  }

  private Map<String, Owner> owners() {
    Map<String, Owner> owners = new LinkedHashMap<>();
    for (String executor : executors) {
      int equals = executor.indexOf('=');
      if (equals < 1 || equals == executor.length() - 1) {
        throw problem(
            "--executor: not understood: "
                + executor
                + ". Write ID=PATH, for example 7=node3/stderr");
      }
      owners.put(executor.substring(equals + 1), Owner.executor(executor.substring(0, equals)));
    }
    return owners;
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

  private List<ClockSkew> clockSkews() {
    List<ClockSkew> parsed = new ArrayList<>();
    for (String skew : skews) {
      parsed.add(
          ClockSkew.parse(skew)
              .orElseThrow(
                  () ->
                      problem(
                          "--clock-skew: not understood: "
                              + skew
                              + ". Write WHOSE=SHIFT, for example executor-7=+2.5s")));
    }
    return parsed;
  }
}
