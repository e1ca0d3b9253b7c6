package io.fizzle.cli;

import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import io.fizzle.cause.finding.Finding;
import io.fizzle.cause.finding.Findings;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a pipeline should stop at: conditions of {@code --fail-on}, of which one is enough.
 *
 * @param conditions on what was diagnosed
 * @param undetermined whether to stop where the evidence does not tell
 */
record Gate(List<Predicate<Diagnosis>> conditions, boolean undetermined) {
  Gate {
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads conditions as they are written.
   *
   * @throws IllegalArgumentException where one is not understood; its message says what is known
   */
  static Gate of(List<String> written) {
    List<String> plain = written.stream().map(one -> one.strip().toLowerCase(Locale.ROOT)).toList();
    if (plain.contains("never") && plain.size() > 1) {
      throw new IllegalArgumentException("never stands alone");
    }
    boolean undetermined = plain.contains(Causes.UNDETERMINED);
    return new Gate(
        plain.stream()
            .filter(one -> !one.equals(Causes.UNDETERMINED) && !one.equals("never"))
            .map(Gate::condition)
            .toList(),
        undetermined);
  }

  private static Predicate<Diagnosis> condition(String written) {
    String[] parts = written.split(":", 2);
    String argument = parts.length == 2 ? parts[1] : "";
    return switch (parts.length == 2 ? parts[0] + ":" : parts[0]) {
      case "failed" -> diagnosis -> diagnosis.application().outcome() == Outcome.FAILED;
      case "incident" ->
          diagnosis -> diagnosis.incidents().stream().anyMatch(one -> isGrave(one, diagnosis));
      case "finding" -> diagnosis -> !diagnosis.findings().isEmpty();
      case "finding:" -> finding(argument);
      case "cause:" -> cause(argument);
      default ->
          throw new IllegalArgumentException(
              "no such condition: "
                  + written
                  + ". Known: failed, incident, finding, finding:low|medium|high, cause:ID,"
                  + " undetermined, never");
    };
  }

  private static Predicate<Diagnosis> finding(String level) {
    Finding.Severity least =
        Arrays.stream(Finding.Severity.values())
            .filter(severity -> severity.id().equals(level))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no such severity: " + level + ". Known: low, medium, high"));
    return diagnosis ->
        diagnosis.findings().stream().anyMatch(one -> one.severity().compareTo(least) >= 0);
  }

  private static Predicate<Diagnosis> cause(String id) {
    boolean known =
        id.equals(Causes.HEALTHY)
            || Causes.byId(id).isPresent()
            || Findings.rules().stream().anyMatch(rule -> rule.id().equals(id));
    if (!known) {
      throw new IllegalArgumentException("no such cause: " + id + Answers.insteadOf(id));
    }
    return diagnosis ->
        diagnosis.verdict().cause().equals(id)
            || diagnosis.incidents().stream()
                .map(one -> settled(one, diagnosis))
                .anyMatch(top -> top.filter(cause -> cause.cause().id().equals(id)).isPresent())
            || diagnosis.findings().stream().anyMatch(one -> one.cause().equals(id));
  }

  private static Optional<RankedCause> settled(Explained explained, Diagnosis diagnosis) {
    return explained.topFrom(diagnosis.calibration().threshold());
  }

  private static boolean isGrave(Explained explained, Diagnosis diagnosis) {
    return settled(explained, diagnosis).filter(top -> top.cause().isBenign()).isEmpty();
  }

  /**
   * 1 where a condition holds for an application, attempts that were tried again left out; 3 where
   * it is only that the evidence does not tell, else 0.
   */
  int exitCode(Report report) {
    List<Diagnosis> retried = report.earlierAttempts();
    boolean holds =
        report.all().stream()
            .filter(one -> !retried.contains(one))
            .anyMatch(one -> conditions.stream().anyMatch(condition -> condition.test(one)));
    if (holds) {
      return ExitCode.DIAGNOSED;
    }
    boolean open = report.diagnosis().verdict().cause().equals(Causes.UNDETERMINED);
    return undetermined && open ? ExitCode.UNDETERMINED : ExitCode.NOTHING_WRONG;
  }
}
