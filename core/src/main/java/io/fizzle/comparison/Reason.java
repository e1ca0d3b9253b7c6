package io.fizzle.comparison;

/** Parts of a difference in run time; together they are all of it. */
public enum Reason {
  VOLUME("data", "more or less data in the same stages"),
  GC("gc", "time of tasks that garbage collection took"),
  CORES("cores", "more or fewer cores"),
  UTILISATION("utilisation", "cores that had no task: skew, few partitions, retries, scheduling"),
  PLAN("plan", "stages that only one of the runs has, or that compute something else"),
  COMPUTE("compute", "processor time for the same amount of data: code, plan, JVM"),
  STALL(
      "stall",
      "time for the same amount of data in which tasks neither computed nor collected garbage:"
          + " disks, network, a busy machine"),
  WAITING("waiting", "a stage was submitted and none of its tasks ran"),
  DRIVER("driver", "no stage was submitted: the driver worked alone"),
  START_UP("start-up", "until the first stage"),
  WIND_DOWN("wind-down", "after the last stage");

  private final String id;
  private final String title;

  Reason(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name in reports and JSON. */
  public String id() {
    return id;
  }

  /** What counts as this, for people. */
  public String title() {
    return title;
  }
}
