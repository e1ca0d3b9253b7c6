package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The applications beside the one that is told in full.
 *
 * @param attempts what became of its earlier attempts, a sentence each
 * @param rows a table of all others, under {@link #HEADER}
 */
record Siblings(List<String> attempts, List<List<String>> rows) {
  static final List<String> HEADER = List.of("application", "attempt", "started", "ran", "verdict");

  private static final String NOTHING = "-";

  static Siblings of(Report report) {
    List<Diagnosis> earlier = report.earlierAttempts();
    List<Diagnosis> rest = new ArrayList<>(report.others());
    rest.removeAll(earlier);
    return new Siblings(
        earlier.stream().map(one -> attempt(one, report.diagnosis())).toList(),
        rest.stream().map(Siblings::row).toList());
  }

  private static String attempt(Diagnosis one, Diagnosis last) {
    Application application = one.application();
    int number = application.identity().attempt();
    String began = application.start() == null ? "" : ", " + Wording.dateTime(application.start());
    String ended =
        application.outcome() == Outcome.SUCCEEDED
            ? " succeeded"
            : application.outcome() == Outcome.FAILED ? " failed" : " ended";
    String why =
        one.verdict().cause().equals(Causes.HEALTHY)
            ? ""
            : " It is why YARN began attempt " + (number + 1) + ".";
    boolean nextIsLast = number + 1 == last.application().identity().attempt();
    return "Attempt "
        + number
        + began
        + ended
        + ": "
        + weighed(one.verdict())
        + ". "
        + one.verdict().summary()
        + (application.outcome() == Outcome.SUCCEEDED || !nextIsLast ? "" : why);
  }

  private static List<String> row(Diagnosis one) {
    Application application = one.application();
    Application.Identity identity = application.identity();
    String name = identity.name() == null ? "" : identity.name();
    String id = identity.id() == null ? "" : identity.id();
    String both = name.isEmpty() || id.isEmpty() ? name + id : name + " (" + id + ")";
    String span = Wording.span(application.start(), application.end());
    return List.of(
        both.isEmpty() ? "unknown" : both,
        identity.attempt() == 0 ? NOTHING : String.valueOf(identity.attempt()),
        application.start() == null ? NOTHING : Wording.dateTime(application.start()),
        span.isEmpty() ? NOTHING : span,
        application.outcome().id() + ": " + weighed(one.verdict()));
  }

  private static String weighed(Verdict verdict) {
    return verdict.cause().equals(Causes.UNDETERMINED)
        ? verdict.cause()
        : verdict.cause() + " " + Wording.percent(verdict.confidence());
  }
}
