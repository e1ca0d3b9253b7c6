package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.evidence.Evidence;
import io.fizzle.remedy.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A finding on its way; without evidence it comes to nothing. */
final class FindingDraft {
  private final String cause;
  private Severity severity = Severity.LOW;
  private String subject = "";
  private @Nullable String operator;
  private final List<Argument> evidence = new ArrayList<>();
  private String impact = "";
  private Cost cost = new Cost(-1, -1, -1, "");
  private @Nullable String incident;
  private final List<Remedy> remedies = new ArrayList<>();

  FindingDraft(String cause) {
    this.cause = cause;
  }

  FindingDraft about(String what) {
    subject = what;
    return this;
  }

  /** About a stage, with the operator that is the likeliest to take its time. */
  FindingDraft about(StageProfile stage) {
    operator = stage.sqlOperators().isEmpty() ? null : stage.sqlOperators().get(0).text();
    return about(Stages.name(stage));
  }

  FindingDraft operator(@Nullable String text) {
    operator = text;
    return this;
  }

  FindingDraft severity(Severity grave) {
    severity = grave;
    return this;
  }

  FindingDraft shows(@Nullable Evidence where, String says) {
    if (where != null) {
      evidence.add(new Argument(Strength.STRONG, where, says));
    }
    return this;
  }

  FindingDraft costs(Cost measured, String inWords) {
    cost = measured;
    impact = inWords;
    return this;
  }

  FindingDraft behind(@Nullable String incidentId) {
    incident = incidentId;
    return this;
  }

  FindingDraft fix(List<? extends Remedy> ways) {
    remedies.addAll(ways);
    return this;
  }

  Optional<Finding> finish() {
    return evidence.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                cause, severity, subject, operator, evidence, impact, cost, incident, remedies));
  }
}
