package io.fizzle.comparison;

import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.evidence.Evidence;
import io.fizzle.remedy.Change;
import io.fizzle.remedy.Remedy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why one run failed and the other did not: a setting that changed and that the remedies of the
 * failure's cause name explains it.
 */
final class OutcomeExplanation {
  static final String ID = "outcome";

  private OutcomeExplanation() {}

  static Optional<Explanation> of(Differences found) {
    boolean one = found.before().application().outcome() == Outcome.FAILED;
    boolean other = found.after().application().outcome() == Outcome.FAILED;
    if (one && other) {
      return Optional.of(both(found));
    }
    return one || other
        ? Optional.of(only(found, other ? found.after() : found.before(), other))
        : Optional.empty();
  }

  private static Explanation both(Differences found) {
    Verdict first = found.before().diagnosis().verdict();
    Verdict second = found.after().diagnosis().verdict();
    boolean told =
        !first.cause().equals(Causes.UNDETERMINED) && !second.cause().equals(Causes.UNDETERMINED);
    String says =
        told && first.cause().equals(second.cause())
            ? "Both runs failed of the same cause: " + first.cause()
            : "Both runs failed: " + words(first) + ", then " + words(second);
    return new Explanation(
        ID,
        0,
        says,
        told ? Support.MEASURED : Support.UNEXPLAINED,
        List.of(),
        evidence(found.before(), found.after()));
  }

  private static String words(Verdict verdict) {
    return verdict.cause().equals(Causes.UNDETERMINED)
        ? "of a cause that the evidence does not tell"
        : verdict.cause();
  }

  private static Explanation only(Differences found, Run failed, boolean second) {
    Verdict verdict = failed.diagnosis().verdict();
    Set<String> named = remedyKeys(failed.diagnosis());
    List<Setting> settings =
        found.settings().stream()
            .filter(setting -> named.contains(setting.key()) || isRelated(setting, named))
            .toList();
    boolean versions = found.sparkChanged() || found.javaChanged();
    boolean data = second && moreData(found);
    int candidates = settings.size() + (data ? 1 : 0);
    Support support =
        verdict.cause().equals(Causes.UNDETERMINED) || candidates == 0
            ? Support.UNEXPLAINED
            : candidates == 1 && !versions ? Support.ONLY_CHANGE : Support.ONE_OF_SEVERAL;
    String says =
        "The "
            + (second ? "second" : "first")
            + " run failed, of "
            + words(verdict)
            + "; the "
            + (second ? "first" : "second")
            + (found.after().application().outcome() == Outcome.UNKNOWN
                    || found.before().application().outcome() == Outcome.UNKNOWN
                ? " is not known to have failed"
                : " succeeded")
            + (data ? "; the second read more data" : "")
            + (versions ? "; " + found.versions() : "");
    return new Explanation(ID, 0, says, support, settings, evidence(found.before(), found.after()));
  }

  private static boolean moreData(Differences found) {
    double one = found.before().inputBytes();
    return one > 0 && found.after().inputBytes() > 1.1 * one;
  }

  /** The same lever under another key: an option of the JVM, a size of the same memory. */
  private static boolean isRelated(Setting setting, Set<String> named) {
    boolean memory = setting.lever() == Lever.HEAP || setting.lever() == Lever.CONTAINER;
    return memory && named.stream().map(Lever::of).anyMatch(lever -> lever == setting.lever());
  }

  private static Set<String> remedyKeys(Diagnosis diagnosis) {
    String incident = diagnosis.verdict().incident();
    return (incident == null ? Stream.<Explained>empty() : diagnosis.incident(incident).stream())
        .flatMap(explained -> explained.remedies().stream())
        .filter(Remedy.ConfigurationChange.class::isInstance)
        .map(Remedy.ConfigurationChange.class::cast)
        .flatMap(remedy -> remedy.changes().stream())
        .map(Change::key)
        .map(
            key ->
                key.replace(".extraJavaOptions", " JVM")
                    .replaceFirst("^spark\\.(\\w+) JVM", "$1 JVM"))
        .collect(Collectors.toSet());
  }

  private static List<Evidence> evidence(Run before, Run after) {
    return Stream.of(before.application().outcomeEvidence(), after.application().outcomeEvidence())
        .filter(Objects::nonNull)
        .toList();
  }
}
