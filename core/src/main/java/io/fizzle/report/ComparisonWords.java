package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import io.fizzle.cause.Numbers;
import io.fizzle.comparison.Comparison;
import io.fizzle.comparison.Explanation;
import io.fizzle.comparison.Measure;
import io.fizzle.comparison.Reason;
import io.fizzle.comparison.Run;
import io.fizzle.comparison.StageDifference;
import io.fizzle.comparison.Support;
import io.fizzle.diagnosis.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How reports put a comparison into words; the same for all formats for people. */
final class ComparisonWords {
  /** Stages shown; the rest is in the JSON. */
  static final int MOST_STAGES = 10;

  private static final int LONGEST_NAME = 44;
  static final int MOST_SETTINGS = 25;
  static final int MOST_OPERATORS = 15;
  static final List<String> MEASURES = List.of("", "first run", "second run", "change");
  static final List<String> STAGES =
      List.of("stage", "time", "then", "tasks", "data", "GC", "spill", "skew");

  private ComparisonWords() {}

  /** The whole answer in one sentence. */
  static String headline(Comparison comparison) {
    return switch (comparison.judgement()) {
      case SAME ->
          "No meaningful difference: "
              + lengths(comparison)
              + ", within the tolerance of "
              + Wording.percent(comparison.tolerance())
              + " and of what runs differ by chance.";
      case BETTER ->
          comparison.before().application().outcome() == comparison.after().application().outcome()
              ? "The second run is faster: " + lengths(comparison) + "."
              : "The second run succeeded, the first failed.";
      case SLOWER -> "The second run is slower: " + lengths(comparison) + ".";
      case BROKEN -> "The second run failed, the first did not.";
      case BOTH_FAILED -> "Both runs failed.";
      case UNKNOWN ->
          comparison.sameness().isDifferent()
              ? "These are two applications, not two runs of one: "
                  + comparison.sameness().doubt()
                  + "."
              : "It cannot be told which run is better: how or when one of them ended is not"
                  + " known.";
    };
  }

  private static String lengths(Comparison comparison) {
    return comparison.before().length().map(Wording::fineDuration).orElse("?")
        + " → "
        + comparison.after().length().map(Wording::fineDuration).orElse("?")
        + comparison
            .difference()
            .map(difference -> " (" + signed(difference.toMillis()) + ratio(comparison) + ")")
            .orElse("");
  }

  private static String ratio(Comparison comparison) {
    double one = comparison.before().length().map(Duration::toMillis).orElse(0L);
    double other = comparison.after().length().map(Duration::toMillis).orElse(0L);
    return one <= 0 ? "" : ", " + percent(other / one - 1);
  }

  /** With its sign, which nothing has none of. */
  private static String percent(double share) {
    long whole = Math.round(share * 100);
    return whole == 0 ? "0 %" : String.format(Locale.ROOT, "%+d %%", whole);
  }

  /** Why the run time is not taken apart. */
  static String whole(Comparison comparison) {
    boolean failed =
        Stream.of(comparison.before(), comparison.after())
            .anyMatch(run -> run.application().outcome() == Outcome.FAILED);
    return failed
        ? "a run that fails ends where it fails"
        : "the event log of a run is missing, or has no stages";
  }

  /** A run in one line. */
  static String run(Run run) {
    Application application = run.application();
    Application.Identity identity = application.identity();
    Verdict verdict = run.diagnosis().verdict();
    String cause =
        verdict.cause().equals(Causes.UNDETERMINED)
            ? verdict.cause()
            : verdict.cause() + " " + Wording.percent(verdict.confidence());
    return (identity.name() == null ? "unnamed" : identity.name())
        + (identity.id() == null ? "" : " (" + identity.id() + ")")
        + ", Spark "
        + (identity.sparkVersion() == null ? "unknown" : identity.sparkVersion())
        + (identity.javaVersion() == null ? "" : ", Java " + identity.javaVersion())
        + (application.start() == null ? "" : ", " + Wording.dateTime(application.start()))
        + ", "
        + application.outcome().id()
        + ", "
        + cause;
  }

  static String signed(long millis) {
    return (millis < 0 ? "-" : "+") + Wording.fineDuration(Duration.ofMillis(Math.abs(millis)));
  }

  /** The explanation with what stands behind it. */
  static String explanation(Explanation one) {
    String part = one.millis() == 0 ? "" : signed(one.millis()) + " " + one.what() + ": ";
    return part + one.says() + ".";
  }

  static String support(Explanation one) {
    String changes =
        one.changes().isEmpty()
            ? ""
            : String.join("; ", one.changes().stream().map(change -> change.text()).toList());
    String why = one.support().words();
    if (one.support() == Support.MEASURED || changes.isEmpty()) {
      return (changes.isEmpty() ? "" : changes + " (")
          + sure(one, why)
          + (changes.isEmpty() ? "" : ")");
    }
    return changes + " (" + sure(one, why) + ")";
  }

  private static String sure(Explanation one, String why) {
    double confidence = one.support().confidence();
    return confidence == 0 ? why : why + ", " + Wording.percent(confidence);
  }

  /** The parts of the difference, the largest first. */
  static List<List<String>> reasons(Comparison comparison) {
    return comparison.reasons().entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .sorted(
            Comparator.comparingLong((Map.Entry<Reason, Long> entry) -> Math.abs(entry.getValue()))
                .reversed())
        .map(
            entry -> List.of(signed(entry.getValue()), entry.getKey().id(), entry.getKey().title()))
        .toList();
  }

  /** Numbers that differ, and the run time in any case. */
  static List<List<String>> measures(Comparison comparison) {
    return comparison.measures().stream()
        .filter(measure -> measure.isDifferent() || measure.name().equals("run time"))
        .map(
            measure ->
                List.of(
                    measure.name(),
                    number(measure.unit(), measure.before()),
                    number(measure.unit(), measure.after()),
                    change(measure)))
        .toList();
  }

  private static String number(Measure.Unit unit, double value) {
    if (value < 0) {
      return "unknown";
    }
    return switch (unit) {
      case MILLIS -> Wording.fineDuration(Duration.ofMillis(Math.round(value)));
      case BYTES -> Numbers.bytes(Math.round(value));
      case COUNT -> String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
      case SHARE -> String.format(Locale.ROOT, "%.1f %%", value * 100);
    };
  }

  private static String change(Measure measure) {
    if (measure.before() <= 0 || measure.after() < 0) {
      return "-";
    }
    double ratio = measure.after() / measure.before();
    return ratio >= 2 ? String.format(Locale.ROOT, "%.1f×", ratio) : percent(ratio - 1);
  }

  /** The stages whose time changed most. */
  static List<List<String>> stages(Comparison comparison) {
    return comparison.stages().stream().limit(MOST_STAGES).map(ComparisonWords::stage).toList();
  }

  private static List<String> stage(StageDifference one) {
    StageDifference.Side before = one.before();
    StageDifference.Side after = one.after();
    return List.of(
        name(one) + (one.state().equals("same") ? "" : " (" + one.state() + ")"),
        millis(before, side -> side.wallMillis()),
        millis(after, side -> side.wallMillis()),
        both(before, after, side -> String.valueOf(side.tasks())),
        both(before, after, ComparisonWords::data),
        told(both(before, after, side -> Wording.percent(share(side)))),
        told(both(before, after, side -> Numbers.bytes(side.diskSpilled()))),
        told(both(before, after, side -> String.format(Locale.ROOT, "%.1f", side.skew()))));
  }

  /** What both runs have alike says nothing of their difference. */
  private static String told(String cell) {
    return cell.contains("→") ? cell : "-";
  }

  /** The call site, or for one within Spark itself what is computed. */
  private static String name(StageDifference one) {
    String operators =
        one.operators().stream()
            .filter(operator -> !operator.equals("WholeStageCodegen"))
            .limit(2)
            .collect(Collectors.joining(", "));
    boolean ofSpark = one.name().startsWith("$anonfun$");
    String name =
        ofSpark && !operators.isEmpty()
            ? operators
            : one.name() + (operators.isEmpty() ? "" : ": " + operators);
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
  }

  private static double share(StageDifference.Side side) {
    return side.taskMillis() <= 0 ? 0 : Math.min(1, side.gcMillis() / (double) side.taskMillis());
  }

  private static String data(StageDifference.Side side) {
    return side.bytes() > 0 || side.records() == 0
        ? Numbers.bytes(side.bytes())
        : side.records() + " records";
  }

  private interface Cell {
    String of(StageDifference.Side side);
  }

  private interface Millis {
    long of(StageDifference.Side side);
  }

  private static String millis(StageDifference.@Nullable Side side, Millis millis) {
    return side == null ? "none" : Wording.fineDuration(Duration.ofMillis(millis.of(side)));
  }

  /** One text where both sides are the same. */
  private static String both(
      StageDifference.@Nullable Side before, StageDifference.@Nullable Side after, Cell cell) {
    String one = before == null ? "" : cell.of(before);
    String other = after == null ? "" : cell.of(after);
    if (one.equals(other) || other.isEmpty()) {
      return one;
    }
    return one.isEmpty() ? other : one + " → " + other;
  }
}
