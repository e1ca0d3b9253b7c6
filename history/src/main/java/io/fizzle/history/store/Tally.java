package io.fizzle.history.store;

import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Days;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureCorrelation.Kind;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Program;
import io.fizzle.history.RunRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs add to the counts of each day. Numerators are counted among what the denominators
 * count, so that no rate exceeds 1. Not thread-safe.
 */
final class Tally {
  private static final String ALL = "";
  private static final int HOURS = 24;
  private static final long HOUR = 3_600_000;

  /** A row of {@code failure_correlations}. */
  record Key(Kind kind, int day, String project, String cluster, String cause, String value) {}

  /** Its counts. */
  static final class Counts {
    long runs;
    long executors;
    long executorMillis;
    long events;
    long lostCoreMillis;
    long firstSeen = Long.MAX_VALUE;
    long lastSeen = Long.MIN_VALUE;
  }

  private final Map<Key, Counts> rows = new HashMap<>();

  Map<Key, Counts> rows() {
    return rows;
  }

  /**
   * Counts a run.
   *
   * @param sign 1 to add it, -1 to take it back
   */
  void add(RunRecord record, int sign) {
    Run run = new Run(record.run(), sign);
    run.denominators(record);
    Map<String, String> causes = new HashMap<>();
    for (FailureEvent failure : record.failures()) {
      causes.put(failure.id(), failure.cause());
      run.event(failure);
    }
    if (!record.failures().isEmpty()) {
      for (Exposure exposure : record.exposures()) {
        String cause = causes.get(exposure.failure());
        if (cause != null) {
          run.taken(exposure, cause);
        }
      }
    }
  }

  /** The counts of one run. */
  private final class Run {
    private final ApplicationRun run;
    private final int sign;
    private final int day;
    private final long started;

    /** Executors, and their milliseconds, in each hour of the clock. */
    private final long[] hourExecutors = new long[HOURS];

    private final long[] hourMillis = new long[HOURS];

    Run(ApplicationRun run, int sign) {
      this.run = run;
      this.sign = sign;
      this.day = Days.day(run.started());
      this.started = run.started().toEpochMilli();
    }

    private Counts at(Kind kind, String value, String cause) {
      Counts counts =
          rows.computeIfAbsent(
              new Key(kind, day, run.origin().project(), run.origin().cluster(), cause, value),
              key -> new Counts());
      counts.firstSeen = Math.min(counts.firstSeen, started);
      counts.lastSeen = Math.max(counts.lastSeen, started);
      return counts;
    }

    /** The properties that a run has as a whole, where they are known. */
    private Map<Kind, String> properties() {
      Program program = run.program();
      Map<Kind, String> properties = new HashMap<>();
      put(properties, Kind.APPLICATION, program.application());
      put(properties, Kind.SPARK_VERSION, program.sparkVersion());
      put(properties, Kind.IMAGE, program.image());
      put(properties, Kind.TEAM, run.origin().team());
      return properties;
    }

    void denominators(RunRecord record) {
      long millis = 0;
      for (Exposure exposure : record.exposures()) {
        long there = millis(exposure);
        millis += there;
        Counts node = at(Kind.NODE, exposure.node(), ALL);
        node.executors += sign;
        node.executorMillis += sign * there;
        hours(exposure);
      }
      for (int hour = 0; hour < HOURS; hour++) {
        if (hourExecutors[hour] > 0) {
          Counts counts = at(Kind.HOUR, String.valueOf(hour), ALL);
          counts.executors += sign * hourExecutors[hour];
          counts.executorMillis += sign * hourMillis[hour];
        }
      }
      String died = run.cause();
      boolean failed = record.failures().stream().anyMatch(FailureEvent::fatal);
      Map<Kind, String> properties = properties();
      for (Map.Entry<Kind, String> property : properties.entrySet()) {
        Counts counts = at(property.getKey(), property.getValue(), ALL);
        counts.runs += sign;
        counts.executors += (long) sign * record.exposures().size();
        counts.executorMillis += sign * millis;
        if (failed) {
          at(property.getKey(), property.getValue(), died).runs += sign;
        }
      }
      String hour = hour(run.started());
      at(Kind.HOUR, hour, ALL).runs += sign;
      if (failed) {
        at(Kind.HOUR, hour, died).runs += sign;
      }
    }

    /** Counts an executor in every hour of the clock in which it was there. */
    private void hours(Exposure exposure) {
      long from = exposure.from().toEpochMilli();
      long until = Math.max(from, exposure.until().toEpochMilli());
      long first = Math.floorDiv(from, HOUR);
      long last = Math.floorDiv(until, HOUR);
      long days = (last - first) / HOURS;
      for (int hour = 0; days > 0 && hour < HOURS; hour++) {
        hourExecutors[hour] += days;
        hourMillis[hour] += days * HOUR;
      }
      long begin = first + days * HOURS;
      for (long slot = begin; slot <= last; slot++) {
        long there =
            Math.min(until, (slot + 1) * HOUR)
                - Math.max(days > 0 ? begin * HOUR + from % HOUR : from, slot * HOUR);
        int hour = (int) Math.floorMod(slot, (long) HOURS);
        hourExecutors[hour]++;
        hourMillis[hour] += Math.max(0, there);
      }
    }

    /** An executor that a failure took, among those of the denominators. */
    void taken(Exposure exposure, String cause) {
      at(Kind.NODE, exposure.node(), cause).executors += sign;
      at(Kind.HOUR, hour(exposure.until()), cause).executors += sign;
      properties().forEach((kind, value) -> at(kind, value, cause).executors += sign);
    }

    void event(FailureEvent failure) {
      long lost = Math.round(failure.lostCoreHours() * HOUR);
      properties().forEach((kind, value) -> event(at(kind, value, failure.cause()), lost));
      event(at(Kind.HOUR, hour(failure.at()), failure.cause()), lost);
      List<String> nodes = failure.nodes();
      nodes.forEach(
          node -> event(at(Kind.NODE, node, failure.cause()), lost / Math.max(1, nodes.size())));
    }

    private void event(Counts counts, long lost) {
      counts.events += sign;
      counts.lostCoreMillis += sign * lost;
    }
  }

  private static void put(Map<Kind, String> properties, Kind kind, String value) {
    if (!value.isEmpty()) {
      properties.put(kind, value);
    }
  }

  private static long millis(Exposure exposure) {
    return Math.max(0, exposure.until().toEpochMilli() - exposure.from().toEpochMilli());
  }

  private static String hour(Instant time) {
    return String.valueOf(Math.floorMod(Math.floorDiv(time.toEpochMilli(), HOUR), HOURS));
  }
}
