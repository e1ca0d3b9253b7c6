package io.fizzle.spark.driver;

import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.incident.Incident.Subject;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one lost executor, in the driver's log, on the page and in the event log.
 *
 * @param host null where not known
 * @param cause the id of the most probable cause, {@code undetermined} where none is certain enough
 * @param confidence 0 to 1; 0 where it is undetermined
 * @param vitals the last ones before the end, in words; empty without any
 * @param why arguments, strongest first
 * @param fix what to do first; empty where it is undetermined
 * @param missing what would settle it and how to get it, where it is undetermined
 */
record LossReport(
    String executor,
    @Nullable String host,
    @Nullable Instant at,
    String cause,
    double confidence,
    String vitals,
    List<String> why,
    String fix,
    List<String> missing) {
  private static final int MOST_ARGUMENTS = 4;

  /** As the diagnosis itself looks back from the end of a process. */
  private static final Duration LAST_SECONDS = Duration.ofSeconds(10);

  /** Of the largest heap: so much more than at the last sample is worth a word. */
  private static final int EMPTIED_SHARE = 10;

  private static final String UNDETERMINED = "undetermined";

  LossReport {
    why = List.copyOf(why);
    missing = List.copyOf(missing);
  }

  /**
   * The report of a loss.
   *
   * @param samples of the executor, earliest first
   */
  static LossReport of(Explained explained, List<VitalSigns> samples) {
    Subject subject = explained.incident().subject();
    Optional<RankedCause> top = explained.topFrom(Calibration.shipped().threshold());
    Instant at = explained.incident().at();
    return new LossReport(
        subject.executor() == null ? "?" : subject.executor(),
        subject.host(),
        at,
        top.map(cause -> cause.cause().id()).orElse(UNDETERMINED),
        top.map(RankedCause::confidence).orElse(0.0),
        samples.isEmpty() ? "" : vitals(samples, at),
        explained.causes().stream()
            .limit(1)
            .flatMap(cause -> cause.support().stream())
            .limit(MOST_ARGUMENTS)
            .map(Argument::says)
            .toList(),
        top.isEmpty()
            ? ""
            : explained.remedies().stream().findFirst().map(Remedy::title).orElse(""),
        top.isPresent()
            ? List.of()
            : explained.missing().stream().map(one -> one.what() + ": " + one.how()).toList());
  }

  /** The process as it was last seen, for example {@code resident 4.1 GiB of 4.1 GiB}. */
  private static String vitals(List<VitalSigns> samples, @Nullable Instant end) {
    VitalSigns last = samples.get(samples.size() - 1);
    List<String> words = new ArrayList<>();
    if (last.residentTree() >= 0) {
      words.add("resident " + Numbers.bytes(last.residentTree()));
    }
    if (last.knows(Vital.CGROUP_USED) && last.knows(Vital.CGROUP_LIMIT)) {
      words.add(
          "container "
              + Numbers.bytes(last.get(Vital.CGROUP_USED))
              + " of "
              + Numbers.bytes(last.get(Vital.CGROUP_LIMIT)));
    }
    if (last.knows(Vital.HEAP_USED) && last.knows(Vital.HEAP_MAX)) {
      words.add(
          "heap "
              + Numbers.bytes(last.get(Vital.HEAP_USED))
              + " of "
              + Numbers.bytes(last.get(Vital.HEAP_MAX))
              + fullestHeap(samples, last));
    }
    if (last.knows(Vital.RUNNING_TASKS)) {
      long tasks = last.get(Vital.RUNNING_TASKS);
      words.add(tasks + (tasks == 1 ? " running task" : " running tasks"));
    }
    String when =
        end == null || end.isBefore(last.time())
            ? "at the last sample"
            : Numbers.duration(Duration.between(last.time(), end)) + " before the end";
    return String.join(", ", words) + ", " + when;
  }

  /**
   * How full the heap had been, where the last sample does not show it any more: a task that failed
   * for want of memory lets go of its objects, and the process lives on for a second or two.
   */
  private static String fullestHeap(List<VitalSigns> samples, VitalSigns last) {
    long used = highest(samples, last, Vital.HEAP_USED);
    long live = highest(samples, last, Vital.HEAP_AFTER_GC);
    long worthAWord = last.get(Vital.HEAP_MAX) / EMPTIED_SHARE;
    boolean emptied =
        used - last.get(Vital.HEAP_USED) > worthAWord
            || live - last.orZero(Vital.HEAP_AFTER_GC) > worthAWord;
    if (!emptied) {
      return "";
    }
    return " (in its last "
        + LAST_SECONDS.toSeconds()
        + " s up to "
        + Numbers.bytes(used)
        + (live < 0 ? "" : ", and up to " + Numbers.bytes(live) + " live after a collection")
        + ")";
  }

  private static long highest(List<VitalSigns> samples, VitalSigns last, Vital vital) {
    Instant from = last.time().minus(LAST_SECONDS);
    return samples.stream()
        .filter(sample -> !sample.time().isBefore(from))
        .mapToLong(sample -> sample.get(vital))
        .max()
        .orElse(VitalSigns.UNKNOWN);
  }

  boolean isUndetermined() {
    return cause.equals(UNDETERMINED);
  }

  /** Who was lost and why, for example {@code executor 7 on node-3 lost: container-oom, 96 %}. */
  String headline() {
    String who = host == null ? "executor " + executor : "executor " + executor + " on " + host;
    return who
        + " lost: "
        + (isUndetermined()
            ? "not enough evidence to say why"
            : cause + ", " + Numbers.percent(confidence));
  }

  /** One block of lines for a log. */
  String block() {
    StringBuilder text = new StringBuilder(headline());
    if (!vitals.isEmpty()) {
      text.append("\n  last seen: ").append(vitals);
    }
    why.forEach(argument -> text.append("\n  + ").append(argument));
    if (!fix.isEmpty()) {
      text.append("\n  fix: ").append(fix);
    }
    missing.forEach(one -> text.append("\n  would settle it: ").append(one));
    return text.toString();
  }
}
