package io.fizzle.history.analysis;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.report.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What helps against a cause, and what has: {@code fizzle history remedies}.
 *
 * @param fix what the catalogue says; empty where it says nothing
 * @param scopes where solutions were tried, the most like the failure at hand first; a solution
 *     stands in the first scope that has it
 */
public record Remedies(String cause, String application, String fix, List<Scope> scopes)
    implements Answer {
  private static final String FAMILY = "all causes of the family ";

  public Remedies {
    scopes = List.copyOf(scopes);
  }

  /**
   * Where solutions were tried.
   *
   * @param solutions the one that proved most first
   * @param again what came of only running again there; no attempts where nobody did
   */
  public record Scope(String name, List<Proven> solutions, Proven again) {
    public Scope {
      solutions = List.copyOf(solutions);
    }
  }

  /** What is asked. Empty application and signature: of all. */
  public record Subject(String cause, String application, String signature) {}

  /** Answers from what a history may show. */
  public static Remedies of(History history, Access access, Subject subject, Instant now) {
    String family = Families.of(subject.cause());
    List<String> alike =
        family.isEmpty()
            ? List.of(subject.cause())
            : Causes.all().stream()
                .map(Cause::id)
                .filter(id -> Families.of(id).equals(family))
                .toList();
    return of(subject, Outcomes.of(history, access, alike, subject, now));
  }

  /** Answers from these outcomes, those of the whole family. */
  static Remedies of(Subject subject, List<Outcomes> all) {
    Predicate<Outcomes> sameCause = Outcomes::sameCause;
    Predicate<Outcomes> sameApplication = sameCause.and(Outcomes::sameApplication);
    Map<String, Predicate<Outcomes>> scopes = new LinkedHashMap<>();
    if (!subject.application().isEmpty() && !subject.signature().isEmpty()) {
      scopes.put(
          "the same failure of " + subject.application(),
          sameApplication.and(Outcomes::sameSignature));
    }
    if (!subject.application().isEmpty()) {
      scopes.put(subject.cause() + " of " + subject.application(), sameApplication);
    }
    scopes.put(subject.cause() + " of all applications", sameCause);
    String fix = Causes.byId(subject.cause()).map(cause -> cause.page().fix()).orElse("");
    String family = Families.of(subject.cause());
    if (!family.isEmpty()) {
      // what helps against another cause need not help against this one
      Predicate<Outcomes> fits = one -> isIn(fix, one.solution());
      scopes.put(FAMILY + family, sameCause.or(Outcomes::isOfRunningAgain).or(fits));
    }
    Set<String> told = new HashSet<>();
    List<Scope> answers = new ArrayList<>();
    scopes.forEach(
        (name, belongs) -> {
          Scope scope = scope(name, all.stream().filter(belongs).toList());
          List<Proven> fresh =
              scope.solutions().stream().filter(one -> told.add(one.solution())).toList();
          boolean ofCause = !name.startsWith(FAMILY);
          if (!fresh.isEmpty() || ofCause && scope.again().attempts() > 0 && answers.isEmpty()) {
            answers.add(new Scope(name, fresh, scope.again()));
          }
        });
    return new Remedies(subject.cause(), subject.application(), fix, answers);
  }

  /** True where the catalogue's advice names every setting that a solution changed. */
  private static boolean isIn(String fix, String solution) {
    return !solution.endsWith(" more")
        && Stream.of(solution.split(", ", -1))
            .allMatch(deed -> fix.contains("`" + deed.split(" ", 2)[0] + "`"));
  }

  private static Scope scope(String name, List<Outcomes> outcomes) {
    Map<String, Outcomes> bySolution = new TreeMap<>();
    outcomes.forEach(one -> bySolution.merge(one.solution(), one, Outcomes::plus));
    List<Proven> proven = new ArrayList<>();
    bySolution.values().forEach(one -> proven.add(one.proven()));
    proven.sort(
        Comparator.comparingDouble((Proven one) -> -one.atLeast()).thenComparing(Proven::solution));
    Proven again =
        proven.stream()
            .filter(one -> one.solution().equals(SolutionAttempt.RUN_AGAIN))
            .findFirst()
            .orElse(new Proven(SolutionAttempt.RUN_AGAIN, 0, 0, 0, Instant.EPOCH));
    proven.remove(again);
    return new Scope(name, proven, again);
  }

  @Override
  public String schema() {
    return "fizzle.history-remedies/1";
  }

  @Override
  public Document document() {
    String of = application.isEmpty() ? "" : " of " + application;
    Document.Draft draft = new Document.Draft("Remedies for " + cause + of);
    if (!fix.isEmpty()) {
      draft.heading("What the catalogue says").paragraph(fix.replace("`", ""));
    }
    draft.heading("What worked before");
    if (scopes.isEmpty()) {
      draft.paragraph(
          "No outcome is verified yet. An outcome counts once the application ran again after a"
              + " change, at comparable size; record its runs with fizzle diagnose --record.");
    }
    for (Scope scope : scopes) {
      draft.paragraph(scope.name() + ":");
      for (Proven one : scope.solutions()) {
        draft.item(one.solution() + ": " + one.words());
      }
      Proven again = scope.again();
      draft.item(
          again.attempts() == 0
              ? "beside it, only run again: nobody tried"
              : "beside it, only run again: " + again.words());
    }
    if (!scopes.isEmpty()) {
      draft.paragraph(
          "At least: the lower end of Wilson's interval at 95 %, an outcome counting half after "
              + Outcomes.HALF_LIFE.toDays()
              + " days.");
    }
    return draft.finish();
  }
}
