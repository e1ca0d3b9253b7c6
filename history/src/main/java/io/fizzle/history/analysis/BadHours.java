package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hours of the day, UTC, in which more fails than the executors of the same applications would
 * explain.
 *
 * <p>Each application's failures are spread over the hours as its executors were: one that runs at
 * three and always fails makes no bad hour. The spread is taken from the days, so that one bad
 * night makes none either; and what comes of a single application is that application's matter.
 */
final class BadHours {
  private static final int HOURS = 24;
  private static final long HOUR = 3_600_000;
  private static final int FEWEST = 3;
  private static final int CAUSES = 3;

  /** Of the excess, what one application may have of its own. */
  private static final double LARGEST_SHARE = 0.8;

  private final Observations seen;
  private final int days;
  private final Map<String, Exposed> applications = new TreeMap<>();
  private final long[] hits = new long[HOURS];
  private final Counter[] causes = new Counter[HOURS];

  /** An application's executor-hours and failures, by day and hour. */
  private static final class Exposed {
    final float[] hours;
    final int[] hits;
    double allHours;
    int allHits;

    Exposed(int slots) {
      hours = new float[slots];
      hits = new int[slots];
    }
  }

  private BadHours(Observations seen) {
    this.seen = seen;
    // what started in the window may end after it
    this.days = seen.window().days() + 1;
    for (int hour = 0; hour < HOURS; hour++) {
      causes[hour] = new Counter();
    }
  }

  static Suspects in(Observations seen) {
    BadHours hours = new BadHours(seen);
    hours.expose();
    hours.count();
    List<Suspect> candidates = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      if (hours.hits[hour] >= FEWEST) {
        candidates.add(hours.suspect(hour));
      }
    }
    return Suspects.of(candidates, HOURS);
  }

  private int slot(long time) {
    long slot = Math.floorDiv(time - seen.window().from().toEpochMilli(), HOUR);
    return slot < 0 || slot >= (long) days * HOURS ? -1 : (int) slot;
  }

  private void expose() {
    for (RunLine run : seen.runs()) {
      Exposed application =
          applications.computeIfAbsent(run.key(), key -> new Exposed(days * HOURS));
      double executors = Math.max(1, run.executors());
      long from = run.started();
      long until = Math.max(from + 1, run.ended());
      for (long time = from; time < until; time = (Math.floorDiv(time, HOUR) + 1) * HOUR) {
        int slot = slot(time);
        if (slot < 0) {
          break;
        }
        long end = Math.min(until, (Math.floorDiv(time, HOUR) + 1) * HOUR);
        double there = executors * (end - time) / HOUR;
        application.hours[slot] += (float) there;
        application.allHours += there;
      }
    }
  }

  private void count() {
    for (int i = 0; i < seen.events().size(); i++) {
      EventLine event = seen.events().get(i);
      RunLine run = seen.runOf(i) < 0 ? null : seen.runs().get(seen.runOf(i));
      int slot = slot(event.at());
      Exposed application = run == null ? null : applications.get(run.key());
      if (application != null && slot >= 0) {
        application.hits[slot]++;
        application.allHits++;
        hits[slot % HOURS]++;
        causes[slot % HOURS].add(event.cause());
      }
    }
  }

  private Suspect suspect(int hour) {
    double[] differences = new double[days];
    boolean[] exposed = new boolean[days];
    double expected = 0;
    double variance = 0;
    double there = 0;
    double all = 0;
    double largest = 0;
    long allHits = 0;
    for (Exposed application : applications.values()) {
      double share = 0;
      double excess = 0;
      for (int day = 0; day < days; day++) {
        int slot = day * HOURS + hour;
        double part = application.hours[slot] / Math.max(1e-9, application.allHours);
        share += part;
        double difference = application.hits[slot] - application.allHits * part;
        differences[day] += difference;
        exposed[day] |= application.hours[slot] > 0 || application.hits[slot] > 0;
        excess += difference;
      }
      expected += application.allHits * share;
      variance += application.allHits * share * Math.max(0, 1 - share);
      there += application.allHours * share;
      all += application.allHours;
      allHits += application.allHits;
      largest = Math.max(largest, excess);
    }
    boolean common = applications.size() == 1 || largest <= LARGEST_SHARE * (hits[hour] - expected);
    double chance =
        common
            ? Math.max(
                Tail.ofEvents(hits[hour], expected, variance),
                Tail.ofDifferences(exposedOnly(differences, exposed)))
            : 1;
    return new Suspect(
        "hour",
        String.format(java.util.Locale.ROOT, "%02d:00", hour),
        hits[hour],
        Math.round(there),
        allHits - hits[hour],
        Math.round(all - there),
        "executor-hours",
        hits[hour],
        expected,
        Suspect.times(hits[hour], atOthersRate(hour), there, all - there),
        chance,
        causes[hour].most(CAUSES),
        "UTC");
  }

  /** Failures in an hour, had each application failed in it as in all other hours. */
  private double atOthersRate(int hour) {
    double sum = 0;
    for (Exposed application : applications.values()) {
      double here = 0;
      long hitsHere = 0;
      for (int day = 0; day < days; day++) {
        here += application.hours[day * HOURS + hour];
        hitsHere += application.hits[day * HOURS + hour];
      }
      double elsewhere = application.allHours - here;
      // floats that add up to all may fall short of it by a little
      if (elsewhere > 1e-6 * application.allHours) {
        sum += (application.allHits - hitsHere) * here / elsewhere;
      }
    }
    return sum;
  }

  private static double[] exposedOnly(double[] differences, boolean[] exposed) {
    double[] kept = new double[differences.length];
    int next = 0;
    for (int day = 0; day < differences.length; day++) {
      if (exposed[day]) {
        kept[next++] = differences[day];
      }
    }
    return java.util.Arrays.copyOf(kept, next);
  }
}
