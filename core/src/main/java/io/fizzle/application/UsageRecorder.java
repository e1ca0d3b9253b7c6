package io.fizzle.application;

import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds what findings ask for. */
final class UsageRecorder {
  private static final int MOST_EXECUTORS = 20_000;
  private static final String DRIVER = "driver";

  private final CoreClock clock;
  private final QueryRecorder queries;
  private final PaceRecorder paces = new PaceRecorder();
  private final Map<String, MemoryPeak> peaks = new LinkedHashMap<>();

  UsageRecorder(WorkRecorder work) {
    clock = new CoreClock(work);
    queries = new QueryRecorder(work);
  }

  void accept(Signal signal) {
    clock.accept(signal);
    if (signal instanceof WorkSignal.TaskStarted) {
      return;
    }
    if (signal instanceof WorkSignal.TaskSucceeded task) {
      paces.succeeded(task);
    } else if (signal instanceof WorkSignal.StageEnded stage) {
      paces.ended(stage);
    } else if (signal instanceof QuerySignal query) {
      queries.add(query);
    } else if (signal instanceof ExecutorSignal executor) {
      acceptExecutor(executor);
    }
  }

  private void acceptExecutor(ExecutorSignal signal) {
    if (signal instanceof ExecutorSignal.Added added) {
      paces.added(added);
    } else if (signal instanceof ExecutorSignal.PeakMetrics peak) {
      peak(peak.executorId(), peak.jvmHeap(), peak.processRss(), peak.pythonRss());
    } else if (signal instanceof ExecutorSignal.PolledByTask polled) {
      peak(polled.executorId(), polled.jvmHeap(), polled.processRss(), polled.pythonRss());
    }
  }

  private void peak(String executor, long heap, long rss, long python) {
    MemoryPeak known = peaks.getOrDefault(executor, new MemoryPeak(executor, -1, -1, -1, 0));
    if (known.samples() > 0 || peaks.size() < MOST_EXECUTORS) {
      peaks.put(executor, known.with(heap, rss, python));
    }
  }

  Usage build() {
    List<MemoryPeak> executors =
        peaks.values().stream().filter(peak -> !peak.executorId().equals(DRIVER)).toList();
    return new Usage(clock.build(), queries.build(), paces.build(), paces.hosts(), executors);
  }
}
