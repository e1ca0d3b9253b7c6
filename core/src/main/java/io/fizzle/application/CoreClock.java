package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through an event log's time and asks at each step what every core was doing.
 *
 * <p>It keeps the tasks that run, the stages that are open and the executors that live, never what
 * has ended. Only one event log is followed: two of the same run would count everything twice.
 */
final class CoreClock {
  private static final double MOST_UNMATCHED = 0.01;

  private final WorkRecorder work;
  private final Map<Idle, Double> idle = new EnumMap<>(Idle.class);
  private final StartTimes running = new StartTimes();
  private final Map<Long, Open> open = new HashMap<>();
  private final Map<String, Integer> coresOf = new HashMap<>();
  private final Set<Integer> jobs = new HashSet<>();
  private @Nullable Source source;
  private boolean compacted;
  private int taskCpus = 1;
  private long first = -1;
  private long now = -1;
  private long firstExecutor = -1;
  private int cores;
  private int mostCores;
  private int mostBusy;
  private double held;
  private double busy;
  private double lost;
  private long ends;
  private long unmatched;

  /** A stage attempt that was submitted and has not ended. */
  private static final class Open {
    private int tasks;
    private int started;
    private double forFewTasks;
    private double inTail;

    private int waiting() {
      return Math.max(0, tasks - started);
    }
  }

  CoreClock(WorkRecorder work) {
    this.work = work;
  }

  void accept(Signal signal) {
    if (signal instanceof ApplicationSignal.Configured configured) {
      configure(configured);
    } else if (signal instanceof ApplicationSignal.EvidenceLost) {
      compacted = true;
    }
    Evidence evidence = signal.evidence();
    if (evidence.source().kind() != SourceKind.EVENT_LOG) {
      return;
    }
    source = source == null ? evidence.source() : source;
    if (!source.equals(evidence.source())) {
      return;
    }
    if (signal instanceof WorkSignal workSignal) {
      acceptWork(workSignal);
    } else if (signal instanceof ExecutorSignal.Added added) {
      advance(evidence.time());
      Integer before = coresOf.put(added.executorId(), added.cores());
      cores += added.cores() - (before == null ? 0 : before);
      mostCores = Math.max(mostCores, cores);
      firstExecutor = firstExecutor < 0 ? now : firstExecutor;
    } else if (signal instanceof ExecutorSignal.Removed removed) {
      advance(evidence.time());
      remove(removed.executorId());
    } else if (signal instanceof ApplicationSignal.Started
        || signal instanceof ApplicationSignal.Ended) {
      advance(evidence.time());
    }
  }

  private void configure(ApplicationSignal.Configured configured) {
    String cpus = configured.properties().get("spark.task.cpus");
    if (cpus != null) {
      taskCpus = cpus.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(cpus) : 1;
    }
  }

  private void acceptWork(WorkSignal signal) {
    if (signal instanceof WorkSignal.TaskStarted started) {
      start(started);
    } else if (signal instanceof WorkSignal.TaskSucceeded succeeded) {
      end(succeeded.evidence(), succeeded.taskId());
    } else if (signal instanceof WorkSignal.TaskFailed failed) {
      fail(failed);
    } else if (signal instanceof WorkSignal.StageStarted stage) {
      advance(stage.evidence().time());
      open.computeIfAbsent(WorkRecorder.key(stage.stage(), stage.attempt()), key -> new Open())
              .tasks =
          Math.max(0, stage.tasks());
    } else if (signal instanceof WorkSignal.StageEnded stage) {
      advance(stage.evidence().time());
      long key = WorkRecorder.key(stage.stage(), stage.attempt());
      Open ended = open.remove(key);
      if (ended != null) {
        close(key, ended);
      }
    } else if (signal instanceof WorkSignal.JobStarted job) {
      advance(job.evidence().time());
      jobs.add(job.jobId());
    } else if (signal instanceof WorkSignal.JobEnded job) {
      advance(job.evidence().time());
      jobs.remove(job.jobId());
    }
  }

  private void start(WorkSignal.TaskStarted task) {
    advance(task.evidence().time());
    running.put(task.taskId(), now);
    Open stage = open.get(WorkRecorder.key(task.stage(), task.stageAttempt()));
    if (stage != null) {
      stage.started++;
    }
    mostBusy = Math.max(mostBusy, Math.min(cores, running.size() * taskCpus));
  }

  /** When the task started, absent where the log does not tell. */
  private long end(Evidence evidence, long task) {
    advance(evidence.time());
    ends++;
    long start = running.remove(task);
    unmatched += start == StartTimes.ABSENT ? 1 : 0;
    return start;
  }

  private void fail(WorkSignal.TaskFailed failed) {
    long start = end(failed.evidence(), failed.taskId());
    if (start == StartTimes.ABSENT) {
      return;
    }
    Open stage = open.get(WorkRecorder.key(failed.stage(), failed.stageAttempt()));
    if (stage != null) {
      stage.started--;
    }
    // a copy that lost its race, or a task of a job that was given up, hides nothing
    if (failed.failure().kind() != FailureKind.TASK_KILLED) {
      double cost = (double) Math.max(0, now - start) * taskCpus;
      lost += cost;
      work.stage(failed.stage(), failed.stageAttempt()).lost(Math.round(cost));
    }
  }

  private void remove(String executor) {
    Integer gone = coresOf.remove(executor);
    if (gone != null) {
      cores -= gone;
    }
  }

  /** Accounts for the time until this event; events that come late change nothing. */
  private void advance(@Nullable Instant time) {
    if (time == null) {
      return;
    }
    long to = time.toEpochMilli();
    if (first < 0) {
      first = to;
      now = to;
    }
    long step = to - now;
    if (step <= 0) {
      return;
    }
    now = to;
    if (cores == 0) {
      return;
    }
    held += (double) cores * step;
    int working = Math.min(cores, running.size() * taskCpus);
    busy += (double) working * step;
    int free = cores - working;
    if (free > 0) {
      explain(free, step);
    }
  }

  private void explain(int free, long step) {
    if (open.isEmpty()) {
      add(jobs.isEmpty() ? Idle.BETWEEN_JOBS : Idle.DRIVER, (double) free * step);
      return;
    }
    long wanted = 0;
    long waiting = 0;
    for (Open stage : open.values()) {
      wanted += stage.tasks;
      waiting += stage.waiting();
    }
    double unassigned = Math.min(free, (double) (waiting * taskCpus));
    double few = Math.min(free - unassigned, (double) Math.max(0, cores - wanted * taskCpus));
    double tail = free - unassigned - few;
    add(Idle.UNASSIGNED, unassigned * step);
    add(Idle.FEW_TASKS, few * step);
    add(Idle.TAIL, tail * step);
    double each = (double) step / open.size();
    for (Open stage : open.values()) {
      stage.forFewTasks += few * each;
      stage.inTail += tail * each;
    }
  }

  private void close(long key, Open stage) {
    work.stage(key).idle(stage.forFewTasks, stage.inTail);
  }

  private void add(Idle reason, double coreMillis) {
    if (coreMillis > 0) {
      idle.merge(reason, coreMillis, Double::sum);
    }
  }

  /** What is known so far; to be asked once, at the end. */
  CoreUse build() {
    if (first < 0 || held == 0) {
      return CoreUse.UNKNOWN;
    }
    open.forEach(this::close);
    open.clear();
    Map<Idle, Long> whole = new EnumMap<>(Idle.class);
    idle.forEach((reason, millis) -> whole.put(reason, Math.round(millis)));
    return new CoreUse(
        !compacted && ends > 0 && unmatched <= MOST_UNMATCHED * ends,
        Math.round(held),
        Math.round(busy),
        whole,
        Math.round(lost),
        now - first,
        firstExecutor < 0 ? now - first : firstExecutor - first,
        mostCores,
        mostBusy);
  }
}
