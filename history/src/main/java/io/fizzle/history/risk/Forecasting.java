package io.fizzle.history.risk;

import io.fizzle.application.Outcome;
import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a {@link Risk} of what a history may show. */
public final class Forecasting {
  /** By day: who ran how often, and how it ended. The application itself is left out. */
  private static final String KINDS =
      """
      SELECT r.project, r.spark_version, r.outcome, r.cause, r.started_at / 86400000, count(*)
      FROM application_runs r WHERE {r} AND NOT (r.application = ? AND r.project = ?)
      GROUP BY r.project, r.spark_version, r.outcome, r.cause, r.started_at / 86400000\
      """;

  private static final long DAY = 86_400_000;

  /** After five half-lives a run counts a thirty-second; what is older is not looked at. */
  private static final long HORIZON = 5 * Tally.HALF_LIFE.toMillis();

  /**
   * The causes of its kind count as much as so many of its own failures, and no more than they are.
   */
  private static final double KIND_OF_CAUSE = 2;

  private static final int MOST_CAUSES = 5;

  private Forecasting() {}

  /**
   * What is about to run.
   *
   * @param sparkVersion empty for that of its last run
   * @param configuration all of it; empty for that of its last run
   * @param asked settings that are to differ
   */
  public record Subject(
      String project,
      String application,
      String sparkVersion,
      Map<String, String> configuration,
      Map<String, String> asked) {
    public Subject {
      configuration = Map.copyOf(configuration);
      asked = Map.copyOf(asked);
    }
  }

  /** Answers from the runs that a history may show. */
  public static Risk of(
      History history,
      Access access,
      Subject subject,
      Optional<RiskFile.Fitted> fitted,
      Instant now) {
    Filter since = Filter.ALL.since(now.minusMillis(HORIZON));
    Filter same =
        since.with(Field.PROJECT, subject.project()).with(Field.APPLICATION, subject.application());
    List<PastRun> own =
        PastRuns.of(history, access, same).stream()
            .sorted(Comparator.comparingLong(PastRun::ended))
            .toList();
    Last last = Last.of(history, access, same);
    String version = subject.sparkVersion().isEmpty() ? last.version() : subject.sparkVersion();
    Map<String, String> properties =
        new TreeMap<>(
            subject.configuration().isEmpty() ? last.properties() : subject.configuration());
    properties.putAll(subject.asked());
    Knobs knobs = Knobs.of(properties, version);
    Kinds kinds =
        Kinds.of(history, access, PastRuns.ended(since), subject, PastRun.line(version), now);
    return risk(subject, own, knobs, kinds, fitted, now);
  }

  /** The latest run, whatever became of it. */
  private record Last(String version, Map<String, String> properties) {
    static Last of(History history, Access access, Filter same) {
      List<Last> found = new ArrayList<>();
      history.runs(
          access,
          same.latest(1),
          run -> found.add(new Last(run.program().sparkVersion(), run.configuration())));
      return found.isEmpty() ? new Last("", Map.of()) : found.get(0);
    }
  }

  /** The other applications, and what they failed of. */
  private record Kinds(
      String line, Tally project, Tally version, Tally all, Map<String, Double> causes) {
    static Kinds of(
        History history, Access access, Filter filter, Subject subject, String line, Instant now) {
      Tally[] tallies = {Tally.NONE, Tally.NONE, Tally.NONE};
      Map<String, Double> ofProject = new HashMap<>();
      Map<String, Double> ofAll = new HashMap<>();
      history.ask(
          access,
          filter,
          KINDS,
          List.of(subject.application(), subject.project()),
          row -> {
            String cause = row.text(4);
            if (!PastRuns.isPlanned(cause)) {
              boolean failed = row.text(3).equals(Outcome.FAILED.id());
              boolean sameProject = row.text(1).equals(subject.project());
              double each = Tally.weight(now.toEpochMilli() - (row.number(5) * DAY + DAY / 2));
              long count = row.number(6);
              boolean[] counts = {sameProject, PastRun.line(row.text(2)).equals(line), true};
              for (int i = 0; i < tallies.length; i++) {
                tallies[i] = counts[i] ? tallies[i].plus(count, failed, each) : tallies[i];
              }
              if (failed) {
                ofAll.merge(cause, count * each, Double::sum);
                if (sameProject) {
                  ofProject.merge(cause, count * each, Double::sum);
                }
              }
            }
          });
      return new Kinds(
          line, tallies[0], tallies[1], tallies[2], ofProject.isEmpty() ? ofAll : ofProject);
    }
  }

  private static Risk risk(
      Subject subject,
      List<PastRun> own,
      Knobs knobs,
      Kinds kinds,
      Optional<RiskFile.Fitted> fitted,
      Instant now) {
    long time = now.toEpochMilli();
    RiskModel model = fitted.map(RiskFile.Fitted::model).orElse(RiskModel.UNTRAINED);
    List<PastRun> compared = own.subList(Math.max(0, own.size() - Known.MOST_COMPARED), own.size());
    Optional<Setting.Found> setting = Setting.telling(compared, knobs);
    Tally all = Tally.NONE;
    for (PastRun run : own) {
      all = all.plus(1, run.failed(), Tally.weight(time - run.ended()));
    }
    Tally counted = setting.isPresent() ? Known.like(compared, setting.get(), time) : all;
    Standing known = new Standing(counted, kinds.project(), kinds.version(), kinds.all());
    boolean enough = own.size() >= Backtest.FEWEST_RUNS;
    return new Risk(
        subject.project(),
        subject.application(),
        now,
        subject.asked(),
        all.runs(),
        all.failures(),
        lastFailure(own),
        Backtest.FEWEST_RUNS,
        enough ? model.chance(known) : null,
        enough ? model.quantile(known, 0.05) : null,
        enough ? model.quantile(known, 0.95) : null,
        enough ? setting.map(Setting.Found::setting).orElse(null) : null,
        unseen(own, knobs),
        causes(own, kinds.causes(), time),
        kinds(subject, kinds),
        fitted
            .map(RiskFile.Fitted::fitted)
            .orElse("not fitted to this history (fizzle history risk --train does)"));
  }

  private static @org.jspecify.annotations.Nullable Instant lastFailure(List<PastRun> own) {
    return own.stream()
        .filter(PastRun::failed)
        .max(Comparator.comparingLong(PastRun::ended))
        .map(run -> Instant.ofEpochMilli(run.ended()))
        .orElse(null);
  }

  /** Settings that none of its runs had; all of them are unseen where it never ran. */
  private static List<String> unseen(List<PastRun> own, Knobs knobs) {
    if (own.isEmpty()) {
      return List.of();
    }
    return knobs.values().entrySet().stream()
        .filter(
            knob ->
                own.stream()
                    .noneMatch(
                        run -> knob.getValue().equals(run.knobs().values().get(knob.getKey()))))
        .map(knob -> knob.getKey() + " " + Knobs.words(knob.getKey(), knob.getValue()))
        .toList();
  }

  private static List<Risk.CauseShare> causes(
      List<PastRun> own, Map<String, Double> kind, long now) {
    Map<String, List<PastRun>> failed = new TreeMap<>();
    for (PastRun run : own) {
      if (run.failed()) {
        failed.computeIfAbsent(run.cause(), key -> new ArrayList<>()).add(run);
      }
    }
    double ofKind = kind.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> weights = new TreeMap<>();
    double scale = Math.min(KIND_OF_CAUSE, ofKind) / Math.max(ofKind, 1e-12);
    kind.forEach((cause, weight) -> weights.put(cause, scale * weight));
    failed.forEach(
        (cause, runs) ->
            weights.merge(
                cause,
                runs.stream().mapToDouble(run -> Tally.weight(now - run.ended())).sum(),
                Double::sum));
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    List<Risk.CauseShare> shares = new ArrayList<>();
    weights.forEach(
        (cause, weight) -> {
          List<PastRun> runs = failed.getOrDefault(cause, List.of());
          shares.add(new Risk.CauseShare(cause, runs.size(), lastFailure(runs), weight / sum));
        });
    shares.sort(
        Comparator.comparingDouble((Risk.CauseShare one) -> -one.share())
            .thenComparing(Risk.CauseShare::cause));
    return shares.stream().limit(MOST_CAUSES).toList();
  }

  private static List<Risk.Kind> kinds(Subject subject, Kinds kinds) {
    List<Risk.Kind> named = new ArrayList<>();
    named.add(kind("the other applications of project " + subject.project(), kinds.project()));
    if (!kinds.line().isEmpty()) {
      named.add(kind("the other applications on Spark " + kinds.line(), kinds.version()));
    }
    named.add(kind("all other applications", kinds.all()));
    return named;
  }

  private static Risk.Kind kind(String name, Tally tally) {
    return new Risk.Kind(name, tally.failures(), tally.runs());
  }
}
