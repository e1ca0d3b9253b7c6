package io.fizzle.read.parting;

import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ApplicationId;
import io.fizzle.read.ClockPlan;
import io.fizzle.read.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells the attempts of one YARN application apart.
 *
 * <p>Each attempt of cluster mode has a driver, event log and executors of its own, whose numbers
 * begin at 1 again. In client mode the driver outlives its application masters, so only drivers
 * make attempts: event logs with different attempts, or contexts that started in containers of
 * different attempts.
 */
public final class Attempts {
  private final Times times;

  public Attempts(ClockPlan clocks) {
    times = new Times(clocks);
  }

  /** The attempts that event logs tell of; the part itself where they tell of one. */
  public List<Part> byEventLogs(Part part) {
    Map<Integer, Instant> starts = new TreeMap<>();
    for (Input input : part.inputs()) {
      int attempt = stated(input);
      if (input.source().kind() == SourceKind.EVENT_LOG && attempt > 0) {
        times.of(input).ifPresent(time -> starts.merge(attempt, time, Attempts::earlier));
      }
    }
    return split(part, starts);
  }

  /** The attempts that the contexts seen in the part tell of; the part itself where it is one. */
  public List<Part> byContexts(Part part, Contexts contexts) {
    Map<Integer, Instant> starts = new TreeMap<>();
    for (Contexts.Context context : contexts.all()) {
      Instant time = context.time();
      if (context.attempt() > 0 && time != null) {
        starts.merge(context.attempt(), time, Attempts::earlier);
      }
    }
    return split(part, starts);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private List<Part> split(Part part, Map<Integer, Instant> starts) {
    if (starts.size() < 2 || starts.size() > Contexts.MOST) {
      return List.of(part);
    }
    Folders folders = new Folders();
    for (Input input : part.inputs()) {
      int attempt = told(input);
      if (starts.containsKey(attempt)) {
        folders.put(input.source().name(), String.valueOf(attempt));
      }
    }
    List<Part> attempts = new ArrayList<>();
    for (int attempt : starts.keySet()) {
      List<Share> shares = new ArrayList<>();
      for (Share share : part.shares().values()) {
        int own = attemptOf(share.input(), starts, folders);
        if (own == 0) {
          shares.add(Share.ofAttempt(share, attempt));
        } else if (own == attempt) {
          shares.add(share);
        }
      }
      attempts.add(Part.of(part.ids(), attempt, shares));
    }
    return attempts;
  }

  /** The attempt that a source belongs to, 0 where it holds several. */
  private int attemptOf(Input input, Map<Integer, Instant> starts, Folders folders) {
    int told = told(input);
    if (starts.containsKey(told)) {
      return told;
    }
    if (input.source().kind() == SourceKind.YARN_LOG || Parting.isCommon(input)) {
      return 0;
    }
    List<String> near = List.copyOf(folders.nearest(input.source().name()));
    if (near.size() == 1) {
      return Integer.parseInt(near.get(0));
    }
    int last = starts.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
    boolean client = input.source().owner().isDriver() && isLog(input);
    return client
        ? last
        : times
            .of(input)
            .flatMap(time -> Times.running(time, starts, starts.keySet()))
            .orElse(last);
  }

  private static boolean isLog(Input input) {
    SourceKind kind = input.source().kind();
    return kind == SourceKind.SPARK_LOG || kind == SourceKind.TEXT;
  }

  private static int told(Input input) {
    List<ApplicationId> named = ApplicationId.in(input.source().name());
    int byName = named.isEmpty() ? 0 : named.get(named.size() - 1).attempt();
    return byName > 0 && input.source().kind() != SourceKind.YARN_LOG ? byName : stated(input);
  }

  private static int stated(Input input) {
    ApplicationId stated = input.mark().stated();
    return stated == null ? 0 : stated.attempt();
  }
}
