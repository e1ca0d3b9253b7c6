package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GC logs of every collector, warm and in process, beside Microsoft's GCToolKit. */
final class GcLogBench {
  private static final double MEGABYTES_PER_SECOND = 60;
  static final List<Integer> JDKS = List.of(17, 25);

  /** Enough to be warm, and to be measured for a second or more. */
  private static final double BYTES_READ = 400e6;

  private static final String PEER = "GCToolKit 3.5.0";

  /** A pass takes it seconds: enough to be warm, and no more. */
  private static final double PEER_BYTES_READ = 100e6;

  /** Many times what it needs for any of these logs: one that takes longer is stuck. */
  private static final int PEER_SECONDS = 600;

  private static final String NOTE =
      """
      A pause is a line with which the JVM closes one, `GC(7) Pause … 0.874ms`; the phases of ZGC and
      Shenandoah that stop all threads are logged the same way. *Right* is a reader that finds as
      many pauses as one regular expression does, which shares no code with it, and the same sum of
      their milliseconds, to a thousandth. Both readers run warm, in a JVM of their own with equal
      options, and GCToolKit with its log switched off. Of ZGC it has three pauses in each cycle's
      event, which are counted here; its parser of Shenandoah makes no events.
      """;

  /** A log's row, and which readers were right. */
  private record Judged(Row row, boolean own, boolean peer) {}

  private final Inputs inputs;

  GcLogBench(Inputs inputs) {
    this.inputs = inputs;
  }

  Section section() throws IOException {
    List<Row> rows = new ArrayList<>();
    List<Judged> logs = new ArrayList<>();
    for (int feature : JDKS) {
      Optional<Jdk> jdk = Jdk.of(feature);
      if (jdk.isEmpty()) {
        rows.add(Row.leftOut("JDK %d, every collector: none is installed".formatted(feature)));
        continue;
      }
      for (Collector collector : Collector.values()) {
        if (jdk.get().has(collector)) {
          logs.addAll(logs(jdk.get(), collector));
        } else {
          rows.add(Row.leftOut(name(jdk.get(), collector) + ": not in this build of the JDK"));
        }
      }
    }
    rows.addAll(0, logs.stream().map(Judged::row).toList());
    rows.add(summary(logs));
    return new Section("GC logs", NOTE, rows);
  }

  private static String name(Jdk jdk, Collector collector) {
    return "JDK %d, %s".formatted(jdk.feature(), collector.label());
  }

  private List<Judged> logs(Jdk jdk, Collector collector) throws IOException {
    List<Judged> logs = new ArrayList<>();
    String name = name(jdk, collector);
    logs.add(log(name, inputs.gcLog(jdk, collector)));
    if (collector == Collector.G1 && jdk.feature() == JDKS.get(0)) {
      logs.add(log(name + ", `-Xlog:gc`", inputs.gcLogBrief(jdk, collector)));
    }
    return logs;
  }

  private static Judged log(String name, Path log) throws IOException {
    double megabytes = Files.size(log) / 1e6;
    Pauses pauses = Pauses.in(log);
    WarmReading own = WarmReader.inChild("gc", log, passes(log, BYTES_READ));
    double speed = megabytes / own.cpuSeconds();
    boolean right = pauses.agrees(own.pauses());
    WarmReading peer = toolKit(log);
    Row row =
        new Row(
            "%s, %.1f MB, %d pauses of %.1f ms in all"
                .formatted(name, megabytes, pauses.count(), pauses.micros() / 1e3),
            "%.0f MB per CPU s, %s".formatted(speed, judged(pauses, own.pauses())),
            "≥ %.0f, right".formatted(MEGABYTES_PER_SECOND),
            right && speed >= MEGABYTES_PER_SECOND,
            PEER + ": " + peerFigure(peer, megabytes, pauses),
            peer == null ? "" : "%.0f × its speed".formatted(peer.cpuSeconds() / own.cpuSeconds()));
    return new Judged(row, right, peer != null && pauses.agrees(peer.pauses()));
  }

  private static Row summary(List<Judged> logs) {
    long own = logs.stream().filter(Judged::own).count();
    long peer = logs.stream().filter(Judged::peer).count();
    return new Row(
        "logs read right, of " + logs.size(),
        Long.toString(own),
        "all",
        own == logs.size(),
        PEER + ": " + peer,
        "");
  }

  private static int passes(Path log, double bytesRead) throws IOException {
    return (int) Math.ceil(bytesRead / Files.size(log));
  }

  private static String peerFigure(@Nullable WarmReading peer, double megabytes, Pauses pauses) {
    return peer == null
        ? "fails"
        : "%.1f MB per CPU s, %s"
            .formatted(megabytes / peer.cpuSeconds(), judged(pauses, peer.pauses()));
  }

  /** What a reader's pauses are worth. */
  static String judged(Pauses pauses, Pauses read) {
    if (pauses.agrees(read)) {
      return "right";
    }
    if (read.count() == 0) {
      return "wrong: no pause";
    }
    return pauses.count() == read.count()
        ? "wrong: %.1f ms".formatted(read.micros() / 1e3)
        : "wrong: %d of %d pauses".formatted(read.count(), pauses.count());
  }

  /** Null where it fails, or does not come to an end. */
  private static @Nullable WarmReading toolKit(Path log) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("timeout", "-s", "KILL", Integer.toString(PEER_SECONDS)));
    command.addAll(Machine.measuringJvm());
    command.addAll(List.of(GcToolKitReader.class.getName(), log.toString()));
    command.add(Integer.toString(passes(log, PEER_BYTES_READ)));
    ChildRun run = ChildRun.run(command);
    return run.exitCode() == 0 ? WarmReading.parse(run.output()) : null;
  }
}
