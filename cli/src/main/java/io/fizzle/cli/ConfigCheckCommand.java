package io.fizzle.cli;

import io.fizzle.ConfigurationReading;
import io.fizzle.configuration.Configuration;
import io.fizzle.configuration.ConfigurationCheck;
import io.fizzle.configuration.Problem;
import io.fizzle.configuration.Severity;
import io.fizzle.configuration.Surroundings;
import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.SparkSize;
import io.fizzle.remedy.SparkVersion;
import io.fizzle.report.ConfigurationReport;
import io.fizzle.report.Ink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fizzle config check}: what Spark or the JVM will refuse, ignore or bend. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what is wrong with a configuration before it is run: keys that do not exist or do"
          + " nothing, values that are refused, settings that contradict each other, sizes that"
          + " cannot be had, JVM options that the JVM rejects.",
      "",
      "Give it spark-defaults.conf, a script with a spark-submit command, an event log, or a folder"
          + " of them; - reads standard input.",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  no errors and no warnings (notes may be)",
      "  1  problems found",
      "  2  bad usage, or no configuration could be read",
      "",
      "Examples:",
      "  fizzle config check conf/spark-defaults.conf --spark 3.5 --master yarn",
      "  fizzle config check submit.sh --spark 4.1 --java 17 --node-memory 64g --node-cores 16",
      "  fizzle config check --conf spark.executor.memory=1.5g"
    })
final class ConfigCheckCommand implements Callable<Integer> {
  private static final int MOST_STANDARD_INPUT = 16 << 20;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "files, folders, archives, -")
  private List<String> places = new ArrayList<>();

  @Option(
      names = {"-c", "--conf"},
      paramLabel = "KEY=VALUE",
      description = "one more setting, which wins over those read; can be repeated")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--spark",
      paramLabel = "VERSION",
      completionCandidates = Choices.Sparks.class,
      description = "Spark's version, e.g. 3.5 (default: what an event log says, else the newest)")
  private @Nullable String spark;

  @Option(
      names = "--java",
      paramLabel = "JAVA",
      completionCandidates = Choices.Javas.class,
      description = "Java's version of driver and executors, e.g. 17")
  private int java;

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      completionCandidates = Choices.Masters.class,
      description = "yarn, k8s, a master's URL, local[4] (default: spark.master)")
  private @Nullable String master;

  @Option(
      names = "--node-memory",
      paramLabel = "SIZE",
      description = "memory of a node, or YARN's largest container, e.g. 64g")
  private @Nullable String nodeMemory;

  @Option(names = "--node-cores", paramLabel = "CORES", description = "cores of a node")
  private int nodeCores;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Plain.class,
      description = "text or json (default: text)")
  private String format = "text";

  @Spec private CommandSpec spec;

  ConfigCheckCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    if (places.isEmpty() && settings.isEmpty()) {
      throw problem("say what to check: a file, a folder, - for standard input, or --conf");
    }
    if (!format.equals("text") && !format.equals("json")) {
      throw problem("no such format: " + format + ". Known formats: text, json");
    }
    Surroundings surroundings = new Surroundings(nodeMemory(), nodeCores);
    String wanted = version();
    ConfigurationReading reading = read();
    reading
        .unread()
        .forEach(why -> spec.commandLine().getErr().println("fizzle: " + Foreign.shown(why)));
    if (reading.settings().isEmpty()) {
      spec.commandLine().getErr().println("fizzle: no configuration could be read");
      return ExitCode.BAD_USAGE;
    }
    String told = wanted == null ? reading.sparkVersion() : wanted;
    SparkVersion version = told == null ? null : SparkVersion.parse(told).orElse(null);
    String takenAs = version == null || version.isKnown() ? null : version.nearestKnown().line();
    Configuration configuration =
        Configuration.of(
            reading.settings(),
            takenAs == null ? told : takenAs,
            master == null ? reading.master() : masterUrl(master),
            java == 0 ? reading.javaMajor() : java,
            surroundings);
    List<Problem> problems = ConfigurationCheck.check(configuration);
    print(report(configuration, problems, told, takenAs));
    boolean fine = problems.stream().allMatch(one -> one.severity() == Severity.NOTE);
    return fine ? ExitCode.NOTHING_WRONG : ExitCode.DIAGNOSED;
  }

  private static ConfigurationReport report(
      Configuration configuration,
      List<Problem> problems,
      @Nullable String told,
      @Nullable String takenAs) {
    ClusterManager manager = configuration.conf().manager();
    return new ConfigurationReport(
        problems,
        configuration.settings().size(),
        told == null ? configuration.conf().version().line() : told,
        told == null,
        takenAs,
        manager == ClusterManager.UNKNOWN ? null : manager.name().toLowerCase(Locale.ROOT),
        configuration.conf().javaMajor());
  }

  private void print(ConfigurationReport report) {
    Ink ink = Terminal.ofProcess().hasColour() ? Ink.ANSI : Ink.PLAIN;
    spec.commandLine()
        .getOut()
        .print(format.equals("json") ? report.json() : report.text(Format.WIDTH, ink));
    spec.commandLine().getOut().flush();
  }

  private ConfigurationReading read() {
    ConfigurationReading reading = new ConfigurationReading();
    List<String> files = places.stream().filter(place -> !place.equals("-")).toList();
    if (!files.isEmpty()) {
      reading.read(files);
    }
    if (files.size() < places.size()) {
      reading.read("standard input", standardInput());
    }
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw problem("--conf: not understood: " + setting + ". Write KEY=VALUE");
      }
      reading.set(
          setting.substring(0, equals).strip(), setting.substring(equals + 1).strip(), "--conf");
    }
    return reading;
  }

  private static String standardInput() {
    try {
      return new String(System.in.readNBytes(MOST_STANDARD_INPUT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** People say the manager's name where Spark wants a URL. */
  private static String masterUrl(String name) {
    return switch (name) {
      case "k8s", "kubernetes" -> "k8s://https://kubernetes";
      case "standalone" -> "spark://master:7077";
      default -> name;
    };
  }

  private @Nullable String version() {
    if (spark != null && SparkVersion.parse(spark).isEmpty()) {
      throw problem("--spark: no version: " + spark + ". Write it like 3.5 or 4.1.1");
    }
    return spark;
  }

  private long nodeMemory() {
    if (nodeMemory == null) {
      return 0;
    }
    return SparkSize.parse(nodeMemory, SparkSize.Unit.MIB)
        .orElseThrow(() -> problem("--node-memory: no size: " + nodeMemory + ". Write it like 64g"))
        .bytes();
  }

  private ParameterException problem(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
