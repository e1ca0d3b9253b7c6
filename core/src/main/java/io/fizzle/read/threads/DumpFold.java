package io.fizzle.read.threads;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.SignalSink;
import io.fizzle.read.threads.DumpedThread.Lock;
import io.fizzle.signal.JvmSignal.TasksBlocked;
import io.fizzle.signal.JvmSignal.ThreadsDumped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the threads of one dump show together; bounded, not thread-safe. */
final class DumpFold {
  private static final int MOST_LOCKS = 8_192;

  /**
   * {@code DAGScheduler}, {@code EventLoop}: a driver has it in all versions, an executor never.
   */
  private static final String OF_A_DRIVER = "dag-scheduler-event-loop";

  /** {@code Heartbeater} since Spark 3.0; before it an executor's was called as the driver's. */
  private static final Set<String> HEARTBEATERS =
      Set.of("executor-heartbeater", "driver-heartbeater");

  private static final int FEWEST_TASKS = 2;

  private final Map<String, Queue> queues = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Set<String> heldByTasks = new java.util.HashSet<>();
  private int threads;
  private int tasks;
  private boolean driver;
  private boolean executor;
  private String main = "";
  private String heartbeats = "";

  /** Tasks that wait for one lock. */
  private static final class Queue {
    final Lock lock;
    int tasks;

    Queue(Lock lock) {
      this.lock = lock;
    }
  }

  void add(DumpedThread thread) {
    threads++;
    driver |= thread.name.equals(OF_A_DRIVER);
    if (thread.runsTask()) {
      tasks++;
      executor = true;
    }
    if (thread.name.equals("main") && thread.isWaiting()) {
      main = thread.waitingPlace();
    }
    if (isHeartbeater(thread.name)) {
      executor |= thread.name.startsWith("executor");
      heartbeats = thread.awaited() == null ? heartbeats : blocked(thread, thread.awaited());
    }
    for (String lock : thread.held()) {
      if (holders.size() < MOST_LOCKS) {
        holders.putIfAbsent(lock, quoted(thread));
      }
      if (thread.runsTask() && heldByTasks.size() < MOST_LOCKS) {
        heldByTasks.add(lock);
      }
    }
    Lock awaited = thread.awaited();
    if (thread.runsTask() && awaited != null && queues.size() < MOST_LOCKS) {
      queues.computeIfAbsent(awaited.id(), id -> new Queue(awaited)).tasks++;
    }
  }

  private static boolean isHeartbeater(String name) {
    return HEARTBEATERS.contains(name);
  }

  private static String blocked(DumpedThread thread, Lock lock) {
    return lock.type() + " in " + thread.waitingPlace();
  }

  private static String quoted(DumpedThread thread) {
    String place = thread.place();
    return '"' + thread.name + '"' + (place.isEmpty() ? "" : " at " + place);
  }

  /** The process as its source tells it, else the kind of process that has such threads. */
  Owner owner(Owner known) {
    if (known.isDriver() || known.isExecutor() && !known.id().isEmpty()) {
      return known;
    }
    if (driver) {
      return Owner.DRIVER;
    }
    return executor && known.role() == Role.UNKNOWN ? new Owner(Role.EXECUTOR, "") : known;
  }

  void tell(Evidence evidence, Owner owner, SignalSink sink) {
    if (threads == 0) {
      return;
    }
    sink.accept(
        new ThreadsDumped(
            evidence, owner, threads, tasks, Redaction.redact(main), Redaction.redact(heartbeats)));
    queues.values().stream()
        .max(Comparator.comparingInt((Queue queue) -> queue.tasks))
        .filter(this::isOfAll)
        .ifPresent(queue -> sink.accept(blocked(queue, evidence, owner)));
  }

  /** All tasks wait, but for the one that has the lock. */
  private boolean isOfAll(Queue queue) {
    int atWork = heldByTasks.contains(queue.lock.id()) ? 1 : 0;
    return queue.tasks >= FEWEST_TASKS && queue.tasks + atWork == tasks;
  }

  private TasksBlocked blocked(Queue queue, Evidence evidence, Owner owner) {
    String holder = holders.getOrDefault(queue.lock.id(), "");
    return new TasksBlocked(
        evidence, owner, queue.lock.type(), queue.tasks, tasks, Redaction.redact(holder));
  }
}
