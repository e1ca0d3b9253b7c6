package io.fizzle.application;

import io.fizzle.signal.Signal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one process or of the application: its signals by type, in the order of time,
 * bounded.
 *
 * <p>Of each type the first {@value #FIRST} and the last {@value #LAST} are kept and all are
 * counted, so that a flood of one message neither costs memory nor hides the first occurrence.
 */
public final class Facts {
  private static final int FIRST = 24;
  private static final int LAST = 8;
  private static final Comparator<Signal> BY_TIME =
      Comparator.comparing(
          signal -> signal.evidence().time(),
          Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

  public static final Facts NONE = new Facts(Map.of(), Map.of());

  private final Map<Class<?>, List<Signal>> kept;
  private final Map<Class<?>, Integer> counts;

  private Facts(Map<Class<?>, List<Signal>> kept, Map<Class<?>, Integer> counts) {
    this.kept = kept;
    this.counts = counts;
  }

  /** The kept signals of this type, earliest first; signals without a time come last. */
  public <T extends Signal> List<T> all(Class<T> type) {
    return kept.getOrDefault(type, List.of()).stream().map(type::cast).toList();
  }

  public <T extends Signal> Optional<T> first(Class<T> type) {
    return all(type).stream().findFirst();
  }

  public <T extends Signal> Optional<T> last(Class<T> type) {
    List<T> all = all(type);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** How many signals of this type there were, kept or not. */
  public int count(Class<? extends Signal> type) {
    return counts.getOrDefault(type, 0);
  }

  public boolean has(Class<? extends Signal> type) {
    return count(type) > 0;
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** These facts and others of the same process, told apart by their sources. */
  public Facts with(Facts other) {
    Recorder recorder = new Recorder();
    kept.values().forEach(signals -> signals.forEach(recorder::add));
    other.kept.values().forEach(signals -> signals.forEach(recorder::add));
    return recorder.build();
  }

  /** Collects signals; not thread-safe. */
  static final class Recorder {
    private final Map<Class<?>, Kept> types = new LinkedHashMap<>();

    void add(Signal signal) {
      types.computeIfAbsent(signal.getClass(), type -> new Kept()).add(signal);
    }

    void addAll(Recorder other) {
      other.types.values().forEach(kept -> kept.forEach(this::add));
    }

    boolean isEmpty() {
      return types.isEmpty();
    }

    Facts build() {
      Map<Class<?>, List<Signal>> signals = new LinkedHashMap<>();
      Map<Class<?>, Integer> counts = new LinkedHashMap<>();
      types.forEach(
          (type, kept) -> {
            signals.put(type, kept.sorted());
            counts.put(type, kept.count);
          });
      return new Facts(signals, counts);
    }
  }

  private static final class Kept {
    private final List<Signal> first = new ArrayList<>();
    private final Deque<Signal> last = new ArrayDeque<>();
    private int count;

    void add(Signal signal) {
      count++;
      if (first.size() < FIRST) {
        first.add(signal);
        return;
      }
      if (last.size() == LAST) {
        last.removeFirst();
      }
      last.addLast(signal);
    }

    void forEach(java.util.function.Consumer<Signal> action) {
      first.forEach(action);
      last.forEach(action);
    }

    List<Signal> sorted() {
      List<Signal> all = new ArrayList<>(first);
      all.addAll(last);
      all.sort(BY_TIME);
      return List.copyOf(all);
    }
  }
}
