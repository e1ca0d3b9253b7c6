package io.fizzle.history.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When failures began, ended or gathered: of everything, of projects, applications and causes. */
final class Changes {
  /** A series of fewer runs tells nothing. */
  private static final int FEWEST_RUNS = 10;

  private static final int FEWEST_STEPS = 5;
  private static final int FEWEST_BAD = 3;
  private static final long SEED = 20_261_127;

  private final Observations seen;
  private final int steps;
  private final Map<String, int[][]> byApplication = new TreeMap<>();
  private final Map<String, RunLine> any = new HashMap<>();
  private final Map<String, BitSet> byCause = new TreeMap<>();

  private Changes(Observations seen) {
    this.seen = seen;
    this.steps = seen.window().steps();
    Observations.Bad bad = seen.bad();
    for (int i = 0; i < seen.runs().size(); i++) {
      RunLine run = seen.runs().get(i);
      int[][] cells = byApplication.computeIfAbsent(run.key(), key -> new int[2][steps]);
      if (bad.among().get(i)) {
        count(cells, i, bad.runs().get(i));
      }
      any.putIfAbsent(run.key(), run);
    }
    for (int i = 0; i < seen.events().size(); i++) {
      if (seen.runOf(i) >= 0) {
        byCause
            .computeIfAbsent(seen.events().get(i).cause(), key -> new BitSet())
            .set(seen.runOf(i));
      }
    }
  }

  private void count(int[][] cells, int run, boolean isBad) {
    int step = seen.stepOf(run);
    cells[0][step]++;
    cells[1][step] += isBad ? 1 : 0;
  }

  /**
   * What stands out.
   *
   * @param found the surest first
   * @param compared how many series were scanned
   */
  record Found(List<Change> found, int compared) {}

  static Found in(Observations seen) {
    return new Changes(seen).found();
  }

  private Found found() {
    List<Change> candidates = new ArrayList<>();
    int compared = 0;
    for (Series series : series()) {
      if (!tells(series)) {
        continue;
      }
      compared++;
      Scan scan = Scan.of(series, SEED + compared);
      if (scan.chance() < 1) {
        candidates.add(change(series, scan));
      }
    }
    List<Change> holding =
        FalseDiscovery.among(candidates, Math.max(1, compared), Change::chance).stream()
            .filter(Changes::matters)
            .toList();
    return new Found(withoutEchoes(holding), compared);
  }

  private static boolean matters(Change change) {
    return change.better()
        ? change.times() <= 1 / Suspects.LEAST_TIMES
        : change.times() >= Suspects.LEAST_TIMES;
  }

  private static boolean tells(Series series) {
    int runs = 0;
    int bad = 0;
    int steps = 0;
    for (int step = 0; step < series.runs().length; step++) {
      runs += series.runs()[step];
      bad += series.bad()[step];
      steps += series.runs()[step] > 0 ? 1 : 0;
    }
    return runs >= FEWEST_RUNS && bad >= FEWEST_BAD && steps >= FEWEST_STEPS;
  }

  private List<Series> series() {
    List<Series> all = new ArrayList<>();
    Map<String, List<int[][]>> projects = new TreeMap<>();
    byApplication.forEach(
        (key, cells) -> {
          all.add(new Series("application", key, cells[0], cells[1]));
          projects.computeIfAbsent(project(key), name -> new ArrayList<>()).add(cells);
        });
    // of a single application, or project, the series above it are the same again
    projects.forEach(
        (project, parts) -> {
          if (parts.size() > 1) {
            all.add(Series.of("project", project, parts, steps));
          }
        });
    if (projects.size() > 1) {
      all.add(Series.of("all", "", byApplication.values(), steps));
    }
    byCause.forEach((cause, runs) -> all.add(cause(cause, runs)));
    return all;
  }

  private String project(String key) {
    RunLine run = any.get(key);
    return run == null ? "" : run.project();
  }

  private Series cause(String cause, BitSet hit) {
    int[][] cells = new int[2][steps];
    for (int i = 0; i < seen.runs().size(); i++) {
      count(cells, i, hit.get(i));
    }
    return new Series("cause", cause, cells[0], cells[1]);
  }

  private Change change(Series series, Scan scan) {
    int[] runs = series.runs();
    int[] hits = series.bad();
    long n = 0;
    long k = 0;
    long otherN = 0;
    long otherK = 0;
    for (int step = 0; step < runs.length; step++) {
      boolean inside = step >= scan.first() && step <= scan.last();
      n += inside ? runs[step] : 0;
      k += inside ? hits[step] : 0;
      otherN += inside ? 0 : runs[step];
      otherK += inside ? 0 : hits[step];
    }
    boolean lasts = Arrays.stream(runs, scan.last() + 1, runs.length).sum() == 0;
    Instant until = lasts ? null : seen.window().begin(scan.last() + 1);
    return new Change(
        series.kind(),
        series.value(),
        seen.window().begin(scan.first()),
        until,
        scan.better(),
        k,
        n,
        otherK,
        otherN,
        scan.chance(),
        List.of(),
        List.of());
  }

  /**
   * A project, a cause or the whole does not change for itself where one application explains it.
   */
  private List<Change> withoutEchoes(List<Change> changes) {
    List<Change> applications =
        changes.stream().filter(change -> change.kind().equals("application")).toList();
    List<Change> kept = new ArrayList<>(applications);
    for (Change change : changes) {
      if (!change.kind().equals("application") && !isEcho(change, applications)) {
        kept.add(change);
      }
    }
    kept.sort(java.util.Comparator.comparingDouble(Change::chance));
    return kept;
  }

  private boolean isEcho(Change change, Collection<Change> applications) {
    double excess = Math.abs(excess(change));
    return applications.stream()
        .filter(one -> one.better() == change.better() && overlap(one, change))
        .filter(
            one -> !change.kind().equals("project") || project(one.value()).equals(change.value()))
        .anyMatch(one -> Math.abs(excess(one)) > excess / 2);
  }

  /** Bad runs more than the rest would give. */
  private static double excess(Change change) {
    return change.bad()
        - change.runs() * (double) change.otherBad() / Math.max(1, change.otherRuns());
  }

  private boolean overlap(Change one, Change other) {
    Instant end = seen.window().until();
    Instant oneEnd = one.until() == null ? end : one.until();
    Instant otherEnd = other.until() == null ? end : other.until();
    return one.from().isBefore(otherEnd) && other.from().isBefore(oneEnd);
  }
}
