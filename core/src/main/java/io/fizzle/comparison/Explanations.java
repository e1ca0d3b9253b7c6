package io.fizzle.comparison;

import io.fizzle.cause.Numbers;
import io.fizzle.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ties each part of the difference to what changed. A setting explains a part only where it can
 * move it, and where several could, each of them is only one of several.
 */
final class Explanations {
  /** A ratio nearer to 1 than this is told as "the same". */
  private static final double SAME = 0.10;

  private final Differences found;

  private Explanations(Differences found) {
    this.found = found;
  }

  static List<Explanation> of(Differences found) {
    Explanations explanations = new Explanations(found);
    List<Explanation> all = new ArrayList<>();
    OutcomeExplanation.of(found).ifPresent(all::add);
    boolean comparable =
        found.judgement() != Judgement.BROKEN
            && found.judgement() != Judgement.BOTH_FAILED
            && all.isEmpty();
    if (comparable) {
      found.telling().stream().map(explanations::explain).forEach(all::add);
    }
    return List.copyOf(all);
  }

  private Explanation explain(Reason reason) {
    return switch (reason) {
      case VOLUME -> volume();
      case GC -> gc();
      case CORES -> cores();
      case UTILISATION -> utilisation();
      case PLAN -> plan();
      case COMPUTE, STALL -> rate(reason);
      case WAITING -> waiting();
      case DRIVER, START_UP, WIND_DOWN -> alone(reason);
    };
  }

  /** Told in the first measure that differs: a source may count bytes, or records only. */
  private Explanation volume() {
    Run one = found.before();
    Run other = found.after();
    String says = "Some of the same stages read more data, others less";
    if (isMoved(one.inputBytes(), other.inputBytes())) {
      says = input(one.inputBytes(), other.inputBytes(), Explanations::bytes);
    } else if (isMoved(one.inputRecords(), other.inputRecords())) {
      says = input(one.inputRecords(), other.inputRecords(), Explanations::records);
    } else if (isMoved(read(one), read(other))) {
      says = same("data", read(one), read(other));
    } else if (isMoved(readRecords(one), readRecords(other))) {
      says = same("records", readRecords(one), readRecords(other));
    }
    return told(Reason.VOLUME, says, Support.MEASURED, List.of());
  }

  private static boolean isMoved(double one, double other) {
    return one > 0 && other > 0 && Math.abs(other / one - 1) > SAME;
  }

  private String input(double one, double other, DoubleFunction<String> words) {
    return "The input "
        + grew(one, other)
        + " ("
        + words.apply(one)
        + " → "
        + words.apply(other)
        + "), the run time "
        + times(length(found.before()), length(found.after()));
  }

  private String same(String what, double one, double other) {
    return "The same stages read "
        + times(one, other)
        + " the "
        + what
        + (found.before().inputBytes() > 0 ? ", from input of the same size" : "");
  }

  private static String bytes(double number) {
    return Numbers.bytes((long) number);
  }

  private static String records(double number) {
    return String.format(Locale.ROOT, "%,.0f records", number).replace(',', ' ');
  }

  private static double readRecords(Run run) {
    return run.sum(stage -> stage.inputRecords() + stage.shuffleReadRecords());
  }

  private static double read(Run run) {
    return run.sum(stage -> stage.input().sum() + stage.shuffleRead().sum());
  }

  private Explanation gc() {
    String says =
        "GC took "
            + gcTime(found.before())
            + " of the tasks' time ("
            + Numbers.percent(found.before().gcShare())
            + "), then "
            + gcTime(found.after())
            + " ("
            + Numbers.percent(found.after().gcShare())
            + ")";
    List<Setting> settings = new ArrayList<>(found.moved(Lever.HEAP, Lever.JVM));
    found.moved(Lever.CORES).stream()
        .filter(setting -> setting.key().equals("spark.executor.cores"))
        .forEach(settings::add);
    return linked(Reason.GC, says, settings, found.javaChanged());
  }

  private static String gcTime(Run run) {
    return Numbers.duration(Duration.ofMillis(Math.round(run.gcShare() * run.taskMillis())));
  }

  private Explanation cores() {
    String says =
        String.format(
            Locale.ROOT,
            "%.1f cores worked on the stages, then %.1f",
            cores(found.before()),
            cores(found.after()));
    int lost = found.after().fleet().lost() - found.before().fleet().lost();
    String also = lost > 0 ? "; " + lost + " more executors were lost" : "";
    return told(Reason.CORES, says + also, Support.MEASURED, found.moved(Lever.CORES));
  }

  private static double cores(Run run) {
    List<Instant> times =
        run.stages().stream()
            .flatMap(group -> group.stages().stream())
            .flatMap(
                stage ->
                    Stream.concat(
                        StageGroup.began(stage).stream(), StageGroup.ended(stage).stream()))
            .sorted()
            .toList();
    return times.isEmpty() ? 0 : run.fleet().cores(times.get(0), times.get(times.size() - 1));
  }

  private Explanation utilisation() {
    StagePair pair = found.mostOf(Reason.UTILISATION).orElse(null);
    StageGroup one = pair == null ? null : pair.before();
    StageGroup other = pair == null ? null : pair.after();
    StringBuilder says = new StringBuilder("The cores had work for less of the time");
    if (found.reasons().getOrDefault(Reason.UTILISATION, 0.0) < 0) {
      says = new StringBuilder("The cores had work for more of the time");
    }
    if (one != null && other != null) {
      says.append(
          String.format(
              Locale.ROOT,
              ", above all in %s: %d tasks, then %d; longest task %s, then %s (%.1f and %.1f times"
                  + " the median)",
              other.name(),
              one.tasks(),
              other.tasks(),
              Numbers.duration(Duration.ofMillis((long) one.longestTaskMillis())),
              Numbers.duration(Duration.ofMillis((long) other.longestTaskMillis())),
              one.skew(),
              other.skew()));
    }
    int lost = found.after().fleet().lost() - found.before().fleet().lost();
    if (lost > 0) {
      says.append("; ").append(lost).append(" more executors were lost");
    }
    List<Setting> settings =
        found.moved(Lever.PARTITIONS, Lever.PLAN, Lever.SCHEDULING, Lever.CORES);
    return linked(Reason.UTILISATION, says.toString(), settings, false);
  }

  private Explanation plan() {
    String operators =
        found.operators().stream()
            .limit(5)
            .map(OperatorChange::text)
            .collect(Collectors.joining(", "));
    long added = found.pairs().stream().filter(pair -> pair.before() == null).count();
    long removed = found.pairs().stream().filter(pair -> pair.after() == null).count();
    String says =
        "The plan changed: "
            + kinds(added)
            + " new, "
            + (removed == 1 ? "1 is" : removed + " are")
            + " gone"
            + (operators.isEmpty() ? "" : "; operators: " + operators);
    List<Setting> settings = found.moved(Lever.PLAN, Lever.PARTITIONS);
    return linked(Reason.PLAN, says, settings, found.sparkChanged());
  }

  private static String kinds(long number) {
    return number == 1 ? "1 kind of stage is" : number + " kinds of stages are";
  }

  /** The same stages took another time for the same data: by computing or by standing still. */
  private Explanation rate(Reason reason) {
    double spilled = found.before().diskSpilled();
    double spills = found.after().diskSpilled();
    boolean more = found.reasons().getOrDefault(reason, 0.0) > 0;
    double spillGrew = more ? spills - spilled : spilled - spills;
    // a spill that goes the other way explains nothing
    boolean spill = spillGrew > SAME * Math.max(spilled, spills);
    String says =
        (reason == Reason.COMPUTE
                ? "For the same amount of data the same stages needed "
                    + (more ? "more" : "less")
                    + " processor time: "
                : "For the same amount of data the tasks of the same stages stood still "
                    + (more ? "longer" : "for less time")
                    + ", waiting for disks, the network or a processor: ")
            + RateFigures.of(found, reason).text()
            + (spill
                ? "; spilled to disk: "
                    + Numbers.bytes((long) spilled)
                    + ", then "
                    + Numbers.bytes((long) spills)
                : "");
    List<Setting> settings = new ArrayList<>(found.moved(Lever.SHUFFLE));
    if (reason == Reason.COMPUTE) {
      settings.addAll(found.moved(Lever.PLAN, Lever.JVM));
    }
    if (spill) {
      settings.addAll(found.moved(Lever.HEAP, Lever.PARTITIONS));
    }
    boolean versions = reason == Reason.COMPUTE && (found.sparkChanged() || found.javaChanged());
    String also = versions ? "; " + found.versions() : "";
    // nothing measured ties a setting to the speed of tasks
    Support support = settings.isEmpty() && !versions ? Support.UNEXPLAINED : Support.CONSISTENT;
    return told(reason, says + also, support, settings);
  }

  private Explanation waiting() {
    String says =
        "Stages waited for a free core for "
            + Numbers.duration(Duration.ofMillis((long) found.before().wall().waiting()))
            + ", then "
            + Numbers.duration(Duration.ofMillis((long) found.after().wall().waiting()))
            + "; the first executor was there "
            + then(found.before().firstExecutorMillis(), found.after().firstExecutorMillis())
            + " after the start";
    return linked(Reason.WAITING, says, found.moved(Lever.CORES, Lever.SCHEDULING), false);
  }

  private Explanation alone(Reason reason) {
    WallTime one = found.before().wall();
    WallTime other = found.after().wall();
    String says =
        switch (reason) {
          case START_UP -> "Until the first stage it took " + then(one.startUp(), other.startUp());
          case WIND_DOWN ->
              "After the last stage it took " + then(one.windDown(), other.windDown());
          default ->
              "Between stages the driver worked alone, or its program waited, for "
                  + then(one.driver(), other.driver());
        };
    return told(reason, says, Support.UNEXPLAINED, List.of());
  }

  private static String then(double one, double other) {
    return Numbers.duration(Duration.ofMillis((long) one))
        + ", then "
        + Numbers.duration(Duration.ofMillis((long) other));
  }

  /** A measured part with the settings that can have moved it. */
  private Explanation linked(
      Reason reason, String says, List<Setting> settings, boolean versionChanged) {
    int candidates = settings.size() + (versionChanged ? 1 : 0) + (moreData(reason) ? 1 : 0);
    Support support =
        candidates == 0
            ? Support.UNEXPLAINED
            : candidates == 1 ? Support.ONLY_CHANGE : Support.ONE_OF_SEVERAL;
    String also =
        (versionChanged ? "; " + found.versions() : "")
            + (moreData(reason) ? "; there is more data to hold, too" : "");
    return told(reason, says + also, support, settings);
  }

  /** More data fills the same heap. */
  private boolean moreData(Reason reason) {
    double one = read(found.before());
    double other = read(found.after());
    return reason == Reason.GC && one > 0 && other / one > 1 + SAME;
  }

  private Explanation told(Reason reason, String says, Support support, List<Setting> settings) {
    List<Evidence> evidence =
        switch (reason) {
          case START_UP, WIND_DOWN, DRIVER, WAITING -> ends();
          default -> found.evidence(reason);
        };
    long millis = Math.round(found.reasons().getOrDefault(reason, 0.0));
    return new Explanation(reason.id(), millis, says, support, settings, evidence);
  }

  private List<Evidence> ends() {
    return Stream.of(
            found.before().application().outcomeEvidence(),
            found.after().application().outcomeEvidence())
        .filter(Objects::nonNull)
        .toList();
  }

  private static double length(Run run) {
    return run.length().map(Duration::toMillis).orElse(0L);
  }

  private static String grew(double one, double other) {
    return other >= one ? "grew " + times(one, other) : "shrank to " + Numbers.percent(other / one);
  }

  private static String times(double one, double other) {
    return one <= 0 ? "" : String.format(Locale.ROOT, "%.1f×", other / one);
  }
}
