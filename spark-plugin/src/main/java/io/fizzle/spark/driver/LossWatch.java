package io.fizzle.spark.driver;

import io.fizzle.diagnosis.Calibration;
import io.fizzle.diagnosis.Explained;
import io.fizzle.signal.RemovalReason;
import io.fizzle.spark.Guard;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers a loss within seconds: waits a moment for what is still on its way, diagnoses on a thread
 * of its own, and hands the report on. What is lost while the application ends is no loss.
 */
final class LossWatch implements AutoCloseable {

  /**
   * Spark tells a removal again with the better reason of the cluster manager, and the last vitals
   * travel for up to two seconds.
   */
  private static final long GRACE_MILLIS = 2_500;

  /**
   * An executor that was given up for its silence may have been collecting, and says so when it has
   * done: until then the answer would be a guess.
   */
  private static final long PATIENCE_MILLIS = 3_000;

  private static final long LOOK_MILLIS = 500;

  /** Of a whole rack that goes down the first ones are explained, and then one in a while. */
  private static final int MOST_WAITING = 64;

  private static final int REPORTS = 200;

  private final Guard guard = new Guard("the diagnosis of a lost executor");
  private final Function<String, Optional<Explained>> diagnosis;
  private final VitalsBoard board;
  private final ApplicationEnding ending;
  private final Consumer<LossReport> sink;
  private boolean rehearsed;

  /** When they were removed, by executor. */
  private final Map<String, Instant> waiting = new LinkedHashMap<>();

  private final Deque<LossReport> reports = new ArrayDeque<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "fizzle-diagnosis");
            daemon.setDaemon(true);
            return daemon;
          });

  /**
   * @param diagnosis of the loss of an executor; empty where its end was as planned
   * @param sink gets each report, on this watch's thread
   */
  LossWatch(
      Function<String, Optional<Explained>> diagnosis,
      VitalsBoard board,
      ApplicationEnding ending,
      Consumer<LossReport> sink) {
    this.diagnosis = diagnosis;
    this.board = board;
    this.ending = ending;
    this.sink = sink;
  }

  /**
   * Called at a removal; returns at once.
   *
   * @param removed when Spark removed it
   */
  void lost(String executor, RemovalReason reason, Instant removed) {
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING || waiting.putIfAbsent(executor, removed) != null) {
        return;
      }
    }
    rehearse(executor);
    boolean silent = reason.kind() == RemovalReason.Kind.HEARTBEAT_TIMEOUT;
    Instant patience = Instant.now().plusMillis(silent ? GRACE_MILLIS + PATIENCE_MILLIS : 0);
    Instant lost = Instant.now();
    answerIn(GRACE_MILLIS, executor, lost, patience);
  }

  /**
   * The first diagnosis in a JVM is the slowest: it is made at once, for nothing, while the one
   * that counts has to wait in any case.
   */
  private synchronized void rehearse(String executor) {
    if (!rehearsed) {
      rehearsed = true;
      thread.execute(
          () ->
              guard.run(
                  () -> {
                    Optional<Explained> unused = diagnosis.apply(executor);
                  }));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the guard tells what fails in it
  private void answerIn(long millis, String executor, Instant lost, Instant patience) {
    thread.schedule(
        () ->
            guard.run(
                () -> {
                  if (Instant.now().isBefore(patience) && !board.heardSince(executor, lost)) {
                    answerIn(LOOK_MILLIS, executor, lost, patience);
                  } else {
                    answer(executor);
                  }
                }),
        millis,
        TimeUnit.MILLISECONDS);
  }

  private void answer(String executor) {
    Instant removed;
    synchronized (this) {
      removed = waiting.remove(executor);
    }
    if (removed == null || ending.explains(removed)) {
      return;
    }
    Optional<Explained> explained = diagnosis.apply(executor);
    if (explained.isEmpty() || isPlanned(explained.get())) {
      return;
    }
    LossReport report = LossReport.of(explained.get(), board.samples(executor));
    synchronized (this) {
      if (reports.size() == REPORTS) {
        reports.removeFirst();
      }
      reports.addLast(report);
    }
    sink.accept(report);
  }

  private static boolean isPlanned(Explained explained) {
    return explained
        .topFrom(Calibration.shipped().threshold())
        .filter(top -> top.cause().isBenign())
        .isPresent();
  }

  /** True for an executor whose loss is being looked into, or is among the last that were. */
  synchronized boolean isLost(String executor) {
    return waiting.containsKey(executor)
        || reports.stream().anyMatch(report -> report.executor().equals(executor));
  }

  /** The last reports, earliest first. */
  synchronized List<LossReport> reports() {
    return List.copyOf(reports);
  }

  /** Answers what is still waiting and ends. */
  @Override
  public void close() {
    List<String> open;
    synchronized (this) {
      open = List.copyOf(waiting.keySet());
    }
    thread.shutdownNow();
    open.forEach(executor -> guard.run(() -> answer(executor)));
  }
}
