package io.fizzle.history;

import java.time.Instant;

/**
 * What happened in one day to what shares one property, counted from runs, executors and failures
 * when it is asked for.
 *
 * @param day counted from 1970-01-01, UTC; the day on which the run started
 * @param kind which property
 * @param value its value: a node, an image, ...
 * @param cause empty in the row of the denominators (runs, executors, executorHours: all that there
 *     were), else the cause of the failures counted here
 * @param runs runs of this day with this property; with a cause, those that the verdict says died
 *     of it
 * @param executors executors with this property in runs whose executors are known; with a cause,
 *     those that it took
 * @param executorHours hours of these executors
 * @param events failure events; 0 in the row of the denominators
 * @param lostCoreHours core-hours that they cost
 * @param firstSeen the earliest start of a run counted here
 * @param lastSeen the latest
 */
public record FailureCorrelation(
    int day,
    String cluster,
    String project,
    Kind kind,
    String value,
    String cause,
    long runs,
    long executors,
    double executorHours,
    long events,
    double lostCoreHours,
    Instant firstSeen,
    Instant lastSeen) {

  /** A property that failures may share. */
  public enum Kind {
    /** Counts executors by their node; runs are not counted, as one has many. */
    NODE("node"),
    IMAGE("image"),
    APPLICATION("application"),
    SPARK_VERSION("spark-version"),
    /** The hour of the day in which an executor registered or a run started, 0 to 23, UTC. */
    HOUR("hour"),
    TEAM("team");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name in columns, reports and JSON. */
    public String id() {
      return id;
    }

    /**
     * The kind with this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Kind of(String id) {
      for (Kind kind : values()) {
        if (kind.id.equals(id)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of correlation: " + id);
    }
  }
}
