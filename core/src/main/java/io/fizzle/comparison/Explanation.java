package io.fizzle.comparison;

import io.fizzle.evidence.Evidence;
import java.util.List;

/**
 * A part of the difference and what explains it.
 *
 * @param what id of a {@link Reason}, or {@code outcome}
 * @param millis its part of the difference in run time; 0 for the outcome
 * @param says one sentence, with the numbers
 * @param changes the changes that explain it; empty where none does, or where the measure says all
 * @param evidence of both runs, first run first
 */
public record Explanation(
    String what,
    long millis,
    String says,
    Support support,
    List<Setting> changes,
    List<Evidence> evidence) {
  public Explanation {
    changes = List.copyOf(changes);
    evidence = List.copyOf(evidence);
  }
}
