package io.fizzle.bench;

import io.fizzle.Investigation;
import io.fizzle.lab.Progress;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One event log, compressed and not, beside Spark's own reader of it: the History Server. */
final class HistoryBench {
  static final SparkVersion RELEASE = SparkVersion.SPARK_4_1;
  private static final int TIMES = 3;
  private static final double MIB = 1 << 20;

  private static final String NOTE =
      """
      Fizzle diagnoses the log in a process of its own, from start to end. The History Server of
      Spark %s is started as Spark's scripts do it, on the JDK that Fizzle runs on, with 4 GB of heap
      and its applications in memory, and serves a folder with that log alone; it is asked for the
      application's stages, and its figures are taken when their answer is complete: from its start
      on, and in brackets what it took from the moment when it had listed the application, which
      leaves out the start of its JVM and its first look at the log. Medians of %d runs. All answers
      were checked: %d stages and %d tasks, as generated, and as Fizzle counts.
      """;

  /** What the server had cost when it had found the application, and when it had answered. */
  private record Served(ProcessUsage listed, ProcessUsage answered) {
    double replay() {
      return answered.cpuSeconds() - listed.cpuSeconds();
    }
  }

  private final Inputs inputs;

  HistoryBench(Inputs inputs) {
    this.inputs = inputs;
  }

  Section section() throws IOException {
    SparkDistribution spark = spark();
    Work written = inputs.eventLogWork();
    Path plain = inputs.eventLogPlain();
    double megabytes = Files.size(plain) / 1e6;
    List<Row> rows = new ArrayList<>();
    rows.add(row("event log of %.0f MB, plain".formatted(megabytes), plain, spark, written));
    rows.add(row("the same, compressed by zstd", inputs.eventLog(), spark, written));
    String note = NOTE.formatted(RELEASE.version(), TIMES, written.stages(), written.tasks());
    return new Section("Event logs, beside the History Server", note, rows);
  }

  /** The lab's, from its cache, fetched where it is not there yet. */
  private static SparkDistribution spark() throws IOException {
    try {
      return SparkDistribution.fetch(RELEASE, SparkDistribution.defaultCache(), new Progress());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while Spark was fetched", stopped);
    }
  }

  private static Row row(String what, Path log, SparkDistribution spark, Work written)
      throws IOException {
    check("Fizzle", written, fizzleCounts(log));
    Measured own = Measured.fizzle(TIMES, "diagnose", log.toString());
    List<Served> runs = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      runs.add(serve(log, spark, written));
    }
    double cpu = median(runs, served -> served.answered().cpuSeconds());
    double peak = median(runs, served -> served.answered().peakBytes() / MIB);
    double ownCpu = own.cpuSeconds().median();
    double ownPeak = own.peak().median();
    return new Row(
        what,
        "%.2f CPU s, %.0f MiB".formatted(ownCpu, ownPeak),
        "",
        true,
        "History Server: %.1f CPU s (%.1f), %.0f MiB"
            .formatted(cpu, median(runs, Served::replay), peak),
        "%.1f × less CPU, %.1f × less memory".formatted(cpu / ownCpu, peak / ownPeak));
  }

  private static Served serve(Path log, SparkDistribution spark, Work written) throws IOException {
    String id = EventLogInput.APPLICATION;
    try (HistoryServer server =
        HistoryServer.start(spark, log.toAbsolutePath().resolveSibling(""))) {
      server.awaitListing(id);
      ProcessUsage listed = server.usage();
      String stages = server.stages(id);
      ProcessUsage answered = server.usage();
      check("the History Server", written, Work.ofStages(stages));
      return new Served(listed, answered);
    }
  }

  static Work fizzleCounts(Path log) {
    Investigation investigation =
        new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {});
    return Work.of(investigation.investigate(List.of(log.toString())).diagnosis().application());
  }

  private static void check(String who, Work written, Work counted) throws IOException {
    if (!written.equals(counted)) {
      throw new IOException(who + " counts " + counted + ", written was " + written);
    }
  }

  private static double median(List<Served> runs, ToDoubleFunction<Served> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray()).median();
  }
}
