package io.fizzle.read.parting;

import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ApplicationId;
import io.fizzle.read.Input;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches the signals of a part for {@code SparkContext}s that started in it: more than one after
 * the other is more than one application, or more than one attempt of it. Not thread-safe.
 */
public final class Contexts {
  /** Of a log that holds the runs of months only the last are told apart. */
  static final int MOST = 16;

  /**
   * A context's start: its first words, and YARN's attempt by the section or file in which it
   * started, 0 where not told.
   */
  static final class Context {
    private final Input input;
    private final int attempt;
    private final long line;
    private final @Nullable Instant time;
    private @Nullable String id;
    private boolean over;

    private Context(Input input, int attempt, long line, @Nullable Instant time) {
      this.input = input;
      this.attempt = attempt;
      this.line = line;
      this.time = time;
    }

    Input input() {
      return input;
    }

    int attempt() {
      return attempt;
    }

    long line() {
      return line;
    }

    @Nullable Instant time() {
      return time;
    }

    /** The application's id, null where its log does not tell. */
    @Nullable String id() {
      return id;
    }

    /** True where the log shows that it ended: stopped, failed, killed. */
    boolean isOver() {
      return over;
    }
  }

  /** By the name of the source, a section of an aggregated log being one of its own. */
  private final Map<String, List<Context>> contexts = new LinkedHashMap<>();

  /** Looks at one signal of this source. */
  public void see(Input input, Signal signal) {
    SourceKind kind = input.source().kind();
    if (kind == SourceKind.EVENT_LOG || kind == SourceKind.GC_LOG || Parting.isCommon(input)) {
      return;
    }
    String source = signal.evidence().source().name();
    if (signal instanceof ApplicationSignal.Started) {
      started(input, signal, source);
      return;
    }
    List<Context> known = contexts.get(source);
    if (known == null) {
      return;
    }
    Context last = known.get(known.size() - 1);
    if (signal instanceof ApplicationSignal.Identified identified && last.id == null) {
      last.id = identified.id();
    }
    last.over |= ends(signal);
  }

  private void started(Input input, Signal signal, String source) {
    List<Context> known = contexts.computeIfAbsent(source, name -> new ArrayList<>());
    if (known.size() == MOST) {
      known.remove(0);
    }
    known.add(
        new Context(
            input, attempt(input, source), signal.evidence().line(), signal.evidence().time()));
  }

  private static int attempt(Input input, String source) {
    List<ApplicationId> named = ApplicationId.in(source);
    int byName = named.isEmpty() ? 0 : named.get(named.size() - 1).attempt();
    ApplicationId stated = input.mark().stated();
    return byName == 0 && stated != null ? stated.attempt() : byName;
  }

  private static boolean ends(Signal signal) {
    return signal instanceof ApplicationSignal.Stopped
        || signal instanceof ApplicationSignal.Stopping
        || signal instanceof ApplicationSignal.FinalStatus
        || signal instanceof FailureSignal.DriverFailed
        || signal instanceof FailureSignal.PythonTraceback
        || signal instanceof JvmSignal.SignalReceived
        || signal instanceof JvmSignal.Crashed;
  }

  List<Context> all() {
    return contexts.values().stream().flatMap(List::stream).toList();
  }

  /**
   * Contexts that followed each other in one log and were different applications; empty where no
   * log holds two of them.
   */
  List<Context> sequence() {
    return contexts.values().stream()
        .map(Contexts::distinct)
        .filter(several -> several.size() > 1)
        .findFirst()
        .orElse(List.of());
  }

  private static List<Context> distinct(List<Context> known) {
    List<Context> distinct = new ArrayList<>();
    for (Context context : known) {
      Context before = distinct.isEmpty() ? null : distinct.get(distinct.size() - 1);
      boolean same = before != null && before.id != null && before.id.equals(context.id);
      if (before == null || before.over && !same) {
        distinct.add(context);
      } else {
        before.over = context.over;
      }
    }
    return distinct;
  }
}
