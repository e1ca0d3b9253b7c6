package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.remedy.LockRemedies;
import io.fizzle.signal.JvmSignal.Deadlocked;
import io.fizzle.signal.JvmSignal.TasksBlocked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Threads that wait for locks, as thread dumps show them. */
final class LockContention implements FindingRule {
  private static final String ID = "lock-contention";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Threads wait for locks";
  }

  @Override
  public Page page() {
    return new Page(
            "Tasks of one executor share a JVM, and with it every static field, singleton and"
                + " connection. Where they go through one lock only one of them works; where two"
                + " take two locks in different order, both wait for ever and the application"
                + " hangs until somebody ends it.",
            "A thread dump (`jstack PID`, `jcmd PID Thread.print`, `kill -QUIT PID`). `Found one"
                + " Java-level deadlock` is the JVM's own word. Else all running tasks of a process"
                + " wait for one lock; in one dump that is a moment, in two it lasts.",
            "Threads that wait for work: pools, queues, timers and the driver's main thread, which"
                + " waits for its job. Tasks that wait for a shuffle block or for Python. Without a"
                + " thread dump an event log cannot tell: waiting for input looks the same.",
            "`spark.speculation`, or killing the task: the copy is another thread, and the one that"
                + " waits keeps its core. Longer timeouts: a ring of threads never goes on.")
        .looksLike(
            "Tasks run for minutes without input, output or CPU time; more cores in an"
                + " executor make them no faster, and sometimes all of it stands for ever.")
        .fixedBy(
            "Take what the tasks share apart: a connection, parser or formatter for each"
                + " partition (`mapPartitions`) or thread (`ThreadLocal`) instead of one for the"
                + " JVM, and no lock around calls to other systems. Two locks: always in the"
                + " same order. A library that cannot: `spark.executor.cores=1` and more"
                + " executors, in every version. Dumps at the right time: `jstack` on the"
                + " executor, the thread dump of the web interface, or Fizzle's plugin.")
        .refutedBy(
            "a task is killed by an interrupt, `spark.task.reaper.enabled` at most ends the whole"
                + " JVM (Spark, `Executor.TaskRunner.kill`, `TaskReaper`), and a thread that waits"
                + " for a monitor does not react to interrupts (Java, `Thread.interrupt`,"
                + " `Thread.State.BLOCKED`).");
  }

  @Override
  public List<Finding> find(Run run) {
    return lives(run.application()).flatMap(life -> find(life, run)).toList();
  }

  private static Stream<ProcessLife> lives(Application application) {
    return Stream.concat(
        Stream.of(application.driver(), application.anonymous()),
        application.executors().values().stream());
  }

  private static Stream<Finding> find(ProcessLife life, Run run) {
    Stream<Finding> rings =
        life.facts().all(Deadlocked.class).stream().limit(1).flatMap(ring -> ring(life, ring, run));
    List<TasksBlocked> blocked = life.facts().all(TasksBlocked.class);
    return Stream.concat(rings, blocked.stream().limit(1).flatMap(one -> queue(life, one, run)));
  }

  private static String place(Owner owner, Run run) {
    return owner.isExecutor() ? run.place(owner.id()) : owner.isDriver() ? "the driver" : "a JVM";
  }

  private static Stream<Finding> ring(ProcessLife life, Deadlocked ring, Run run) {
    FindingDraft draft =
        new FindingDraft(ID).about(place(life.owner(), run)).severity(Severity.HIGH);
    ring.waits().forEach(wait -> draft.shows(ring.evidence(), wait));
    String threads = ring.waits().size() + " threads wait for each other and never go on";
    return draft
        .costs(cost(ring, run), ring.tasks() == 0 ? threads : threads + tasks(ring))
        .fix(LockRemedies.deadlock(ring.tasks() > 0))
        .finish()
        .stream();
  }

  private static String tasks(Deadlocked ring) {
    return ring.tasks() == 1 ? ", one of them a task" : ", " + ring.tasks() + " of them tasks";
  }

  /** From the dump on each of the tasks holds its core to the end of the run. */
  private static Cost cost(Deadlocked ring, Run run) {
    Instant dumped = ring.evidence().time();
    Instant end = run.application().end();
    if (ring.tasks() == 0 || dumped == null || end == null || !dumped.isBefore(end)) {
      return new Cost(-1, -1, -1, "");
    }
    double seconds = Run.toSeconds(Duration.between(dumped, end).toMillis());
    return run.cost(
        ring.tasks() * seconds,
        -1,
        "%d tasks × %.0f s from the dump to the end".formatted(ring.tasks(), seconds));
  }

  private static Stream<Finding> queue(ProcessLife life, TasksBlocked first, Run run) {
    List<TasksBlocked> same =
        life.facts().all(TasksBlocked.class).stream()
            .filter(other -> other.lock().equals(first.lock()))
            .toList();
    Evidence last = same.get(same.size() - 1).evidence();
    FindingDraft draft =
        new FindingDraft(ID)
            .about(place(life.owner(), run))
            .severity(same.size() > 1 ? Severity.HIGH : Severity.MEDIUM)
            .shows(
                first.evidence(),
                "%d of %d running tasks wait for one %s%s"
                    .formatted(first.tasks(), first.running(), first.lock(), heldBy(first)));
    if (same.size() > 1) {
      draft.shows(last, "so do they in " + same.size() + " thread dumps of it");
    }
    Optional<Finding> found =
        draft
            .costs(
                new Cost(-1, -1, -1, "a thread dump is a moment"),
                first.tasks() + " cores wait for one lock")
            .fix(LockRemedies.oneLock(first.lock(), first.holder()))
            .finish();
    return found.stream();
  }

  private static String heldBy(TasksBlocked blocked) {
    return blocked.holder().isEmpty() ? "" : ", which is held by " + blocked.holder();
  }
}
