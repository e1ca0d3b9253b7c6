package io.fizzle.bench;

import io.fizzle.history.History;
import io.fizzle.history.RunRecord;
import io.fizzle.history.invented.InventedHistory;
import io.fizzle.history.invented.Pattern;
import io.fizzle.history.invented.Shape;
import io.fizzle.history.store.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;

/**
 * A cluster that never was, in which ten executors ran for each failure: made once for each
 * database, and kept with how long it took.
 *
 * @param shape of it
 */
record StoreInput(Shape shape) {
  /** Of the year that has a million failures; a run has about two, and twenty executors. */
  private static final int EVENTS_OF_A_YEAR = 1_000_000;

  private static final long MINUTES_OF_A_YEAR = 365L * 24 * 60;

  private static final int RUNS_AT_ONCE = 1_000;

  /**
   * The time up to now in which there are about so many failures.
   *
   * @param kept where it is remembered when that time begins; a later run goes on with the same
   */
  static StoreInput of(int events, Path kept) throws IOException {
    Duration span = Duration.ofMinutes(MINUTES_OF_A_YEAR * events / EVENTS_OF_A_YEAR);
    Instant from =
        Files.exists(kept)
            ? Instant.parse(Files.readString(kept).strip())
            : Instant.now().truncatedTo(ChronoUnit.DAYS).minus(span);
    Files.createDirectories(kept.resolveSibling(""));
    Files.writeString(kept, from.toString());
    Shape year = Shape.year(11, from, List.of(new Pattern.HotNode("node-7", 0.4)));
    return new StoreInput(year.lasting(span));
  }

  /**
   * What recording came to.
   *
   * @param seconds in which histories were written, without those in which runs were invented
   * @param load processes that wanted a processor meanwhile
   */
  record Written(long runs, long executors, long events, double seconds, double load) {
    double rate() {
      return events / seconds;
    }

    void keep(Path file) throws IOException {
      Properties properties = new Properties();
      properties.setProperty("runs", String.valueOf(runs));
      properties.setProperty("executors", String.valueOf(executors));
      properties.setProperty("events", String.valueOf(events));
      properties.setProperty("seconds", String.valueOf(seconds));
      properties.setProperty("load", String.valueOf(load));
      try (OutputStream stream = Files.newOutputStream(file)) {
        properties.store(stream, null);
      }
    }

    static Written kept(Path file) throws IOException {
      Properties properties = new Properties();
      try (InputStream stream = Files.newInputStream(file)) {
        properties.load(stream);
      }
      return new Written(
          Long.parseLong(properties.getProperty("runs")),
          Long.parseLong(properties.getProperty("executors")),
          Long.parseLong(properties.getProperty("events")),
          Double.parseDouble(properties.getProperty("seconds")),
          Double.parseDouble(properties.getProperty("load")));
    }
  }

  /** Takes in a batch of runs. */
  @FunctionalInterface
  interface Taking {
    void take(List<RunRecord> runs);
  }

  /** All of it, into an empty history. */
  Written write(String place) throws IOException {
    try (History history = Stores.open(place)) {
      Written written = write(shape, history::record);
      history.recordAttempts(
          new InventedHistory(shape)
              .attempts("heap-oom", "spark.executor.memory raised", 2_000, 0.8));
      return written;
    }
  }

  /** The month after it. */
  Shape monthAfter() {
    Shape month = shape.lasting(Duration.ofDays(30));
    return new Shape(
        shape.seed() + 1,
        shape.from().plus(shape.span()),
        month.span(),
        month.runs(),
        shape.executors(),
        shape.projects(),
        shape.applications(),
        shape.nodes(),
        shape.loss(),
        shape.planted());
  }

  /** Gives all runs of a shape to a taker, in batches. */
  static Written write(Shape shape, Taking taker) throws IOException {
    long events = 0;
    long executors = 0;
    long nanos = 0;
    List<RunRecord> waiting = new ArrayList<>();
    Iterator<RunRecord> runs = new InventedHistory(shape).runs().iterator();
    while (runs.hasNext()) {
      RunRecord run = runs.next();
      waiting.add(run);
      events += run.failures().size();
      executors += run.exposures().size();
      if (waiting.size() == RUNS_AT_ONCE || !runs.hasNext()) {
        long begin = System.nanoTime();
        taker.take(waiting);
        nanos += System.nanoTime() - begin;
        waiting = new ArrayList<>();
      }
    }
    return new Written(shape.runs(), executors, events, nanos / 1e9, Machine.load());
  }
}
