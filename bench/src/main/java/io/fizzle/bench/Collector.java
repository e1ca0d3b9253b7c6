package io.fizzle.bench;

import java.util.List;

/** HotSpot's collectors, with the options that make one busy on a small heap. */
enum Collector {
  SERIAL("Serial", "-XX:+UseSerialGC"),
  PARALLEL("Parallel", "-XX:+UseParallelGC"),
  G1("G1", "-XX:+UseG1GC"),
  /** Generational where that is the JDK's default, which it is from 23 on. */
  Z("ZGC", "-XX:+UseZGC"),
  /**
   * Pacing would slow down the program instead of letting collections fail; without it the log has
   * degenerated and full ones.
   */
  SHENANDOAH(
      "Shenandoah",
      "-XX:+UseShenandoahGC -XX:ShenandoahGCHeuristics=compact"
          + " -XX:+UnlockExperimentalVMOptions -XX:-ShenandoahPacing");

  private final String label;
  private final String options;

  Collector(String label, String options) {
    this.label = label;
    this.options = options;
  }

  String label() {
    return label;
  }

  List<String> options() {
    return List.of(options.split(" "));
  }
}
