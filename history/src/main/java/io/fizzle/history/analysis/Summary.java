package io.fizzle.history.analysis;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What there was in all.
 *
 * @param bad runs that had a failure, survived or not
 * @param died runs that failed
 * @param unknown runs of which it is not known how they ended; in no rate of failed runs
 * @param survived runs that had a failure and are known not to have failed
 * @param failures failure events; those that somebody meant are no failures
 */
public record Summary(
    long runs,
    long bad,
    long died,
    long unknown,
    long survived,
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
    long unknown = 0;
    long survived = 0;
    BitSet hit = seen.hit();
    double cores = 0;
    double memory = 0;
    double lost = 0;
    for (int i = 0; i < seen.runs().size(); i++) {
      RunLine run = seen.runs().get(i);
      applications.add(run.key());
      projects.add(run.project());
      cores += run.coreHours();
      memory += run.memoryHours();
      lost += run.lostCoreHours();
      died += run.died() ? 1 : 0;
      unknown += run.known() ? 0 : 1;
      survived += hit.get(i) && run.known() && !run.died() ? 1 : 0;
    }
    return new Summary(
        seen.runs().size(),
        hit.cardinality(),
        died,
        unknown,
        survived,
        seen.events().size(),
        applications.size(),
        projects.size(),
        cores,
        memory,
        lost);
  }

  /** Runs of which it is known how they ended. */
  long known() {
    return runs - unknown;
  }

  /** {@code 2 of 8 (25 %) failed, how 2 ended is not known}. */
  String words() {
    return Words.failed(died, known()) + Words.unknown(unknown, known());
  }

  /** {@code 2 of 8 (25 %) runs failed, how 2 ended is not known}. */
  String runsWords() {
    return Words.runsFailed(died, known(), unknown) + Words.unknown(unknown, known());
  }
}
