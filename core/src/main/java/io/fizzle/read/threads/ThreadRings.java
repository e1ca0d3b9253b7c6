package io.fizzle.read.threads;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Redaction;
import io.fizzle.signal.JvmSignal.Deadlocked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Threads that wait for each other, found where a dump tells which thread holds what each wants.
 */
final class ThreadRings {
  private static final int MOST = 16;

  /**
   * One ring.
   *
   * @param threads each waits for the one behind it, the last for the first
   */
  record Ring(List<DumpedThread> threads) {
    Ring {
      threads = List.copyOf(threads);
    }

    Deadlocked deadlock(Evidence dump, Owner owner) {
      List<String> waits = new ArrayList<>();
      for (int i = 0; i < threads.size(); i++) {
        waits.add(sentence(threads.get(i), threads.get((i + 1) % threads.size())));
      }
      int tasks = (int) threads.stream().filter(DumpedThread::runsTask).count();
      Evidence evidence =
          new Evidence(dump.source(), threads.get(0).line, dump.time(), String.join("; ", waits));
      return new Deadlocked(evidence, owner, waits, tasks);
    }

    private static String sentence(DumpedThread thread, DumpedThread holder) {
      String place = thread.place();
      DumpedThread.Lock lock = thread.awaited();
      return Redaction.redact(
          "\"%s\"%s waits for %s that is held by \"%s\""
              .formatted(
                  thread.name,
                  place.isEmpty() ? "" : " at " + place,
                  lock == null ? "a lock" : "a " + lock.type(),
                  holder.name));
    }
  }

  private ThreadRings() {}

  /**
   * All rings, at most {@value #MOST}.
   *
   * @param waitsFor the thread that holds what a thread wants, by id
   */
  static List<Ring> of(Map<Long, DumpedThread> threads, Map<Long, Long> waitsFor) {
    List<Ring> rings = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (Long start : waitsFor.keySet()) {
      Set<Long> way = new LinkedHashSet<>();
      Long at = start;
      while (at != null && !seen.contains(at) && way.add(at)) {
        at = waitsFor.get(at);
      }
      if (at != null && way.contains(at) && rings.size() < MOST) {
        List<Long> order = new ArrayList<>(way);
        rings.add(
            new Ring(
                order.subList(order.indexOf(at), order.size()).stream()
                    .map(threads::get)
                    .filter(Objects::nonNull)
                    .toList()));
      }
      seen.addAll(way);
    }
    rings.removeIf(ring -> ring.threads().size() < 2);
    return rings;
  }
}
