package io.fizzle.history;

import io.fizzle.cause.Strength;
import java.util.Map;

/**
 * A cause that was in question, with what spoke for it: what feedback lets Fizzle learn from.
 *
 * @param cause its id
 * @param confidence probability that was stated, 0 to 1
 * @param net pieces of evidence for it less those against it, by strength
 */
public record Candidate(String cause, double confidence, Map<Strength, Integer> net) {
  public Candidate {
    net = Map.copyOf(net);
  }
}
