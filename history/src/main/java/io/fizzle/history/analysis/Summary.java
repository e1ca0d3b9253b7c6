package io.fizzle.history.analysis;

import java.util.HashSet;
import java.util.Set;

/**
 * What there was in all.
 *
 * @param bad runs that had a failure, survived or not
 * @param died runs that failed
 * @param failures failure events; those that somebody meant are no failures
 */
public record Summary(
    long runs,
    long bad,
    long died,
    long failures,
    long applications,
    long projects,
    double coreHours,
    double memoryHours,
    double lostCoreHours) {

  static Summary of(Observations seen) {
    Set<String> applications = new HashSet<>();
    Set<String> projects = new HashSet<>();
    long died = 0;
    double cores = 0;
    double memory = 0;
    double lost = 0;
    for (RunLine run : seen.runs()) {
      applications.add(run.key());
      projects.add(run.project());
      cores += run.coreHours();
      memory += run.memoryHours();
      lost += run.lostCoreHours();
      if (run.died()) {
        died++;
      }
    }
    return new Summary(
        seen.runs().size(),
        seen.hit().cardinality(),
        died,
        seen.events().size(),
        applications.size(),
        projects.size(),
        cores,
        memory,
        lost);
  }

  /** Failed runs of 100. */
  public double failureRate() {
    return runs == 0 ? 0 : 100.0 * died / runs;
  }
}
