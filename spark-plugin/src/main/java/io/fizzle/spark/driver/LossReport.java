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
        samples.isEmpty() ? "" : vitals(samples.get(samples.size() - 1), at),
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
  private static String vitals(VitalSigns last, @Nullable Instant end) {
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
              + Numbers.bytes(last.get(Vital.HEAP_MAX)));
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
