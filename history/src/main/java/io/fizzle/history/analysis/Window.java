package io.fizzle.history.analysis;

import io.fizzle.history.Days;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * The time that a question is about: whole days, UTC, by the start of runs.
 *
 * @param from included; the beginning of a day
 * @param until excluded
 */
public record Window(Instant from, Instant until) {
  /** From here on a day is fine enough to see when something changed. */
  private static final int MANY_DAYS = 14;

  private static final Duration DAY = Duration.ofDays(1);

  /** The last days before now; the day on which it begins counts whole. */
  public static Window lastBefore(Instant now, Duration lookback) {
    return new Window(Days.begin(Days.day(now.minus(lookback))), now);
  }

  /** As long, and ending where this begins. */
  public Window before() {
    return new Window(from.minus(length()), from);
  }

  public Duration length() {
    return Duration.between(from, until);
  }

  /** Whole days that it touches, at least 1. */
  public int days() {
    return Math.max(1, (int) -Math.floorDiv(-length().toSeconds(), DAY.toSeconds()));
  }

  /**
   * How finely changes are dated: a day, or where there are few days a quarter of one, or an hour.
   */
  Duration step() {
    return days() >= MANY_DAYS ? DAY : days() > 3 ? DAY.dividedBy(4) : Duration.ofHours(1);
  }

  /** How many steps there are. */
  int steps() {
    return Math.max(1, (int) -Math.floorDiv(-length().toMillis(), step().toMillis()));
  }

  /**
   * The step of each time; times outside count to the nearest.
   *
   * @param millis since 1970
   */
  int[] stepsOf(LongStream millis) {
    long begin = from.toEpochMilli();
    long step = step().toMillis();
    long last = steps() - 1L;
    return millis
        .mapToInt(time -> (int) Math.max(0, Math.min(last, Math.floorDiv(time - begin, step))))
        .toArray();
  }

  /** When a step begins. */
  Instant begin(int step) {
    return from.plus(step().multipliedBy(step));
  }
}
