package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.MissingEvidence;
import io.fizzle.cause.finding.Findings;
import io.fizzle.cause.finding.Thresholds;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incidents;
import io.fizzle.remedy.Remedy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Weighs every cause against every incident and draws the verdict. */
public final class Diagnostician {
  private static final double LEAST_SHOWN = 0.02;
  private static final int MOST_CAUSES = 5;
  private static final int MOST_MISSING = 3;

  private final List<Cause> causes;
  private final Calibration calibration;
  private final Thresholds thresholds;

  public Diagnostician(List<Cause> causes, Calibration calibration) {
    this(causes, calibration, Thresholds.shipped());
  }

  private Diagnostician(List<Cause> causes, Calibration calibration, Thresholds thresholds) {
    this.causes = List.copyOf(causes);
    this.calibration = calibration;
    this.thresholds = thresholds;
  }

  /** The same with other thresholds of its findings. */
  public Diagnostician with(Thresholds others) {
    return new Diagnostician(causes, calibration, others);
  }

  /** With all causes and the calibration of this version. */
  public static Diagnostician standard() {
    return new Diagnostician(Causes.all(), Calibration.shipped());
  }

  /** Diagnoses the picture; the same picture always gives the same diagnosis. */
  public Diagnosis diagnose(Application application) {
    List<Incident> incidents = Incidents.find(application);
    Map<String, String> roots = Chain.roots(application, incidents);
    Map<String, Explained> explained = new LinkedHashMap<>();
    for (Incident incident : incidents) {
      explained.put(incident.id(), explain(incident, application, roots.get(incident.id())));
    }
    List<Explained> chained =
        explained.values().stream().map(one -> inherit(one, explained)).toList();
    List<Explained> ordered =
        chained.stream().sorted(new Gravity(calibration.threshold())).toList();
    Verdict verdict = new VerdictRule(calibration.threshold()).decide(application, ordered);
    // after the grouping: who ended like another one needs no remedies of its own
    List<Explained> together =
        Alike.together(ordered, verdict.incident(), calibration.threshold()).stream()
            .map(one -> root(one, explained).isPresent() ? one : remedied(one, application))
            .toList();
    Set<String> told =
        together.stream().map(one -> one.incident().id()).collect(Collectors.toSet());
    return new Diagnosis(
        application,
        verdict,
        together,
        Findings.find(
            application,
            thresholds,
            incidents.stream().filter(incident -> told.contains(incident.id())).toList()),
        calibration);
  }

  /** What every cause with anything in its favour makes of an incident. */
  public List<Weighed> weigh(Incident incident, Application application) {
    return causes.stream()
        .map(cause -> new Weighed(cause, cause.weigh(incident, application)))
        .filter(weighed -> weighed.weighing().isSupported())
        .toList();
  }

  private Explained explain(
      Incident incident, Application application, @org.jspecify.annotations.Nullable String root) {
    List<Weighed> candidates = weigh(incident, application);
    List<Double> probabilities =
        calibration.probabilities(
            candidates.stream().map(candidate -> calibration.score(candidate.weighing())).toList());
    List<RankedCause> ranked = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      ranked.add(ranked(candidates.get(i), probabilities.get(i)));
    }
    ranked.sort(Comparator.comparingDouble(RankedCause::confidence).reversed());
    List<RankedCause> shown =
        ranked.stream()
            .filter(cause -> cause.confidence() >= LEAST_SHOWN)
            .limit(MOST_CAUSES)
            .toList();
    boolean settled = !shown.isEmpty() && shown.get(0).confidence() >= calibration.threshold();
    List<MissingEvidence> missing =
        missing(candidates, shown, settled ? List.of() : Gaps.of(incident, application));
    return new Explained(incident, shown, root, List.of(), missing);
  }

  /** The same with the remedies of a cause that is certain enough, and what these rest on. */
  public Explained remedied(Explained one, Application application) {
    List<Remedy> remedies =
        one.topFrom(calibration.threshold())
            .map(top -> top.cause().remedies(one.incident(), application))
            .orElse(List.of());
    List<MissingEvidence> missing = new ArrayList<>(one.missing());
    if (!Measures.conf(application).isRead()
        && remedies.stream().anyMatch(Remedy.ConfigurationChange.class::isInstance)) {
      missing.add(Missing.CONFIGURATION);
    }
    return one.remedied(remedies, missing);
  }

  /** What the shown causes miss; those of causes that are out of the question do not matter. */
  private static List<MissingEvidence> missing(
      List<Weighed> candidates, List<RankedCause> shown, List<MissingEvidence> gaps) {
    Set<MissingEvidence> missing = new LinkedHashSet<>();
    for (RankedCause ranked : shown) {
      candidates.stream()
          .filter(candidate -> candidate.cause() == ranked.cause())
          .forEach(candidate -> missing.addAll(candidate.weighing().missing()));
    }
    missing.addAll(gaps);
    return missing.stream().limit(MOST_MISSING).toList();
  }

  /** A consequence has the causes and the remedies of its root. */
  private static Explained inherit(Explained one, Map<String, Explained> all) {
    return root(one, all)
        .map(
            root ->
                new Explained(
                    one.incident(), root.causes(), one.rootIncident(), List.of(), List.of()))
        .orElse(one);
  }

  /** What it follows from, where that is explained. */
  private static Optional<Explained> root(Explained one, Map<String, Explained> all) {
    return Optional.ofNullable(one.rootIncident())
        .flatMap(id -> Optional.ofNullable(all.get(id)))
        .filter(root -> !root.causes().isEmpty());
  }

  private static RankedCause ranked(Weighed weighed, double probability) {
    List<Argument> arguments =
        weighed.weighing().arguments().stream()
            .sorted(Comparator.comparing(Argument::strength).reversed())
            .toList();
    return new RankedCause(
        weighed.cause(),
        probability,
        arguments.stream().filter(Argument::supports).toList(),
        arguments.stream().filter(argument -> !argument.supports()).toList());
  }

  /** True where the outcome is known to be a failure. */
  static boolean failed(Application application) {
    return application.outcome() == Outcome.FAILED;
  }
}
