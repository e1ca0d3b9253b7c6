package io.fizzle.lab.scenario;

/** The garbage collector of the executors. */
public enum Collector {
  SERIAL("serial", "-XX:+UseSerialGC"),
  PARALLEL("parallel", "-XX:+UseParallelGC"),
  G1("g1", "-XX:+UseG1GC"),
  SHENANDOAH("shenandoah", "-XX:+UseShenandoahGC"),
  Z("z", "-XX:+UseZGC");

  private final String id;
  private final String option;

  Collector(String id, String option) {
    this.id = id;
    this.option = option;
  }

  /** Short name for case names and tables. */
  public String id() {
    return id;
  }

  /** The JVM option that chooses it. */
  public String option() {
    return option;
  }
}
