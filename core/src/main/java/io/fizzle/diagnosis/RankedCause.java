package io.fizzle.diagnosis;

import io.fizzle.cause.Argument;
import io.fizzle.cause.Cause;
import java.util.List;

/**
 * A cause with its probability for one incident.
 *
 * @param confidence probability, 0 to 1
 * @param support evidence for it, strongest first
 * @param opposition evidence against it, strongest first
 */
public record RankedCause(
    Cause cause, double confidence, List<Argument> support, List<Argument> opposition) {
  public RankedCause {
    support = List.copyOf(support);
    opposition = List.copyOf(opposition);
  }
}
