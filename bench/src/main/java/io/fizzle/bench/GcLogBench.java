package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** GC logs of G1, warm and in process, beside Microsoft's GCToolKit. */
final class GcLogBench {
  private static final double MEGABYTES_PER_SECOND = 60;

  private final Inputs inputs;

  GcLogBench(Inputs inputs) {
    this.inputs = inputs;
  }

  List<Row> rows() throws IOException {
    return List.of(
        row("`-Xlog:gc*`", inputs.gcLog(), "20"), row("`-Xlog:gc`", inputs.gcLogBrief(), "200"));
  }

  private static Row row(String what, Path log, String passes) throws IOException {
    double megabytes = Files.size(log) / 1e6;
    String[] own = WarmReader.inChild("gc", log, passes).split(" ");
    double speed = megabytes / Double.parseDouble(own[0]);
    String[] peer = toolKit(log).split(" ");
    double peerSpeed = megabytes / Double.parseDouble(peer[0]);
    boolean counted = !peer[1].equals("0");
    return new Row(
        "GC log, %s, %.1f MB, %s pauses, warm, in process".formatted(what, megabytes, own[1]),
        "%.0f MB per CPU s".formatted(speed),
        "≥ %.0f".formatted(MEGABYTES_PER_SECOND),
        speed >= MEGABYTES_PER_SECOND,
        "GCToolKit 3.5.0: "
            + (counted ? "%.1f MB/s, %s pauses".formatted(peerSpeed, peer[1]) : "reads no pause"),
        counted ? "%.0f × its speed".formatted(speed / peerSpeed) : "");
  }

  /** Its complaints go nowhere: it makes thousands. */
  private static String toolKit(Path log) throws IOException {
    String command =
        "exec '%s' -cp '%s' %s '%s' 4 2>/dev/null | tail -n 1"
            .formatted(Machine.java(), Machine.classPath(), GcToolKitReader.class.getName(), log);
    return Measured.of(1, Set.of(0), List.of("sh", "-c", command)).output().strip();
  }
}
