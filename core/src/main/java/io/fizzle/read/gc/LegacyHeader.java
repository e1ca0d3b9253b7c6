package io.fizzle.read.gc;

import java.util.Map;

/** The three lines with which JDK 8 begins a GC log ({@code -Xloggc}). */
final class LegacyHeader {
  private static final byte[] VM = Line.ascii(" VM (");
  private static final byte[] JRE = Line.ascii(" JRE (");
  private static final byte[] FLAGS = Line.ascii("CommandLine flags: ");
  private static final byte[] MAX_HEAP = Line.ascii("-XX:MaxHeapSize=");
  private static final byte[] DETAILS = Line.ascii("-XX:+PrintGCDetails");
  private static final Map<String, String> COLLECTORS =
      Map.of(
          "-XX:+UseG1GC", "G1",
          "-XX:+UseConcMarkSweepGC", "CMS",
          "-XX:+UseParallelGC", "Parallel",
          "-XX:+UseParallelOldGC", "Parallel",
          "-XX:+UseSerialGC", "Serial",
          "-XX:+UseShenandoahGC", "Shenandoah");

  private LegacyHeader() {}

  /**
   * {@code OpenJDK 64-Bit Server VM (25.392-b08) for linux-amd64 JRE (1.8.0_392-b08), built on
   * ...}.
   */
  static boolean isVersion(Line line) {
    byte first = line.bytes[line.from];
    return (first == 'J' || first == 'O')
        && line.find(VM, line.from) >= 0
        && line.find(JRE, line.from) >= 0;
  }

  static boolean isFlags(Line line) {
    return line.has(FLAGS, line.from);
  }

  static void readVersion(Line line, JvmFacts facts) {
    facts.javaMajor(JavaVersion.major(line, line.find(JRE, line.from) + JRE.length));
  }

  static void readFlags(Line line, JvmFacts facts) {
    int heap = line.find(MAX_HEAP, line.from);
    if (heap >= 0) {
      int from = heap + MAX_HEAP.length;
      facts.maxHeap(Numbers.whole(line.bytes, from, Numbers.digitsEnd(line, from)));
    }
    COLLECTORS.forEach(
        (flag, collector) -> {
          if (line.find(Line.ascii(flag), line.from) >= 0) {
            facts.collector(collector);
          }
        });
  }

  static boolean tellsDetails(Line line) {
    return line.find(DETAILS, line.from) >= 0;
  }
}
