package io.fizzle.comparison;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Splits the difference of two run times into {@link Reason}s that add up to it.
 *
 * <p>The time of a stage's tasks has three parts: processor time, garbage collection, and the rest,
 * in which they stood still. Each part of the stage's own time is {@code data × part per datum ÷
 * cores ÷ share of the cores in use}. The difference of such a product is split by the logarithmic
 * mean (LMDI: B. W. Ang, "Decomposition analysis for policymaking in energy", Energy Policy 32,
 * 2004), which leaves no residue: each factor gets {@code L(before, after) × ln(factor after ÷
 * factor before)}. A part of no time counts as a millionth, as LMDI asks where a factor is zero.
 */
final class Decomposition {
  private static final double LEAST_MILLIS = 1;

  private final Run before;
  private final Run after;
  private final Map<Reason, Double> parts = new EnumMap<>(Reason.class);

  private Decomposition(Run before, Run after) {
    this.before = before;
    this.after = after;
  }

  /** Milliseconds by reason, positive where the second run took longer. */
  static Map<Reason, Double> of(Run before, Run after, List<StagePair> pairs) {
    Decomposition decomposition = new Decomposition(before, after);
    WallTime one = before.wall();
    WallTime other = after.wall();
    decomposition.add(Reason.START_UP, other.startUp() - one.startUp());
    decomposition.add(Reason.DRIVER, other.driver() - one.driver());
    decomposition.add(Reason.WAITING, other.waiting() - one.waiting());
    decomposition.add(Reason.WIND_DOWN, other.windDown() - one.windDown());
    pairs.forEach(decomposition::add);
    return decomposition.parts;
  }

  /** The same for one pair of stages. */
  static Map<Reason, Double> of(Run before, Run after, StagePair pair) {
    Decomposition decomposition = new Decomposition(before, after);
    decomposition.add(pair);
    return decomposition.parts;
  }

  private void add(Reason reason, double millis) {
    parts.merge(reason, millis, Double::sum);
  }

  private void add(StagePair pair) {
    StageGroup first = pair.before();
    StageGroup second = pair.after();
    if (first == null || second == null) {
      add(
          Reason.PLAN,
          second == null
              ? -(first == null ? 0 : before.wall().of(first))
              : after.wall().of(second));
      return;
    }
    double one = Math.max(LEAST_MILLIS, before.wall().of(first));
    double other = Math.max(LEAST_MILLIS, after.wall().of(second));
    Factors then = Factors.of(before, first, one);
    Factors now = Factors.of(after, second, other);
    add(pair.samePlan() ? Reason.COMPUTE : Reason.PLAN, rounding(first, second, one, other));
    Split split = new Split(pair.samePlan(), then, now);
    boolean told = then.computing > 0 && now.computing > 0;
    split.part(Reason.COMPUTE, told ? factors -> factors.computing : Factors::notCollecting, this);
    if (told) {
      split.part(Reason.STALL, Factors::stalled, this);
    }
    split.part(Reason.GC, factors -> factors.collecting, this);
  }

  /** Stages of less than a millisecond count as one. */
  private double rounding(StageGroup first, StageGroup second, double one, double other) {
    return after.wall().of(second) - before.wall().of(first) - (other - one);
  }

  /** The times of one pair of stages, split part by part. */
  private record Split(boolean samePlan, Factors then, Factors now) {

    /**
     * Splits what one part of the tasks' time adds to the difference.
     *
     * @param rate what more or less of it for the same data is called
     * @param time the part, in milliseconds of the tasks
     */
    void part(Reason rate, ToDoubleFunction<Factors> time, Decomposition all) {
      double one = time.applyAsDouble(then);
      double other = time.applyAsDouble(now);
      double mean = logarithmicMean(then.wallOf(one), now.wallOf(other));
      boolean measured = then.data > 0 && now.data > 0 && then.inBytes == now.inBytes;
      double data = measured ? Math.log(now.data / then.data) : 0;
      double work = Math.log(other / one) - data;
      all.add(samePlan ? Reason.VOLUME : Reason.PLAN, mean * data);
      all.add(samePlan || rate == Reason.GC ? rate : Reason.PLAN, mean * work);
      boolean known = then.cores > 0 && now.cores > 0;
      double cores = known ? -Math.log(now.cores / then.cores) : 0;
      all.add(Reason.CORES, mean * cores);
      all.add(Reason.UTILISATION, mean * (-Math.log(now.atOnce / then.atOnce) - cores));
    }
  }

  private static double logarithmicMean(double one, double other) {
    double ratio = other / one;
    return Math.abs(ratio - 1) < 1e-9 ? one : (other - one) / Math.log(ratio);
  }

  /**
   * The factors of a stage's time.
   *
   * @param data bytes read, else records; 0 where neither was measured
   * @param tasks time of the tasks, in milliseconds
   * @param computing processor time of the tasks, in milliseconds; 0 where not told
   * @param collecting GC time of the tasks, in milliseconds, above 0
   * @param cores on average while it ran; 0 where not known
   * @param atOnce tasks at once on average
   */
  private record Factors(
      double data,
      boolean inBytes,
      double tasks,
      double computing,
      double collecting,
      double cores,
      double atOnce) {
    /** The most of its tasks' time that a stage's GC counts for: tasks share the pauses. */
    private static final double MOST_GC = 0.99;

    /** The least of a part, so that it has a logarithm. */
    private static final double LEAST_SHARE = 1e-6;

    /** What a part of the tasks' time takes of the stage's own time, in milliseconds. */
    double wallOf(double taskMillis) {
      return taskMillis / atOnce;
    }

    double notCollecting() {
      return tasks - collecting;
    }

    double stalled() {
      return notCollecting() - computing;
    }

    static Factors of(Run run, StageGroup group, double wallMillis) {
      double tasks = Math.max(LEAST_MILLIS, group.taskMillis());
      double collecting =
          Math.max(LEAST_SHARE * tasks, Math.min(MOST_GC * tasks, group.gcMillis()));
      boolean inBytes = group.bytes() > 0;
      double work = tasks - collecting;
      return new Factors(
          inBytes ? group.bytes() : group.records(),
          inBytes,
          tasks,
          group.cpuMillis() <= 0
              ? 0
              : Math.min(
                  Math.max((double) group.cpuMillis(), LEAST_SHARE * work),
                  work * (1 - LEAST_SHARE)),
          collecting,
          cores(run, group),
          tasks / wallMillis);
    }

    private static double cores(Run run, StageGroup group) {
      Instant from =
          group.stages().stream()
              .flatMap(stage -> StageGroup.began(stage).stream())
              .min(Instant::compareTo)
              .orElse(Instant.EPOCH);
      Instant to =
          group.stages().stream()
              .flatMap(stage -> StageGroup.ended(stage).stream())
              .max(Instant::compareTo)
              .orElse(Instant.EPOCH);
      return run.fleet().cores(from, to);
    }
  }
}
