package io.fizzle.cause;

import io.fizzle.evidence.Evidence;

/**
 * One piece of evidence and what it says for or against a cause.
 *
 * @param weight log-odds that it adds; negative where it speaks against the cause
 * @param evidence where it can be looked up
 * @param says what it means, one sentence without a full stop
 */
public record Argument(double weight, Evidence evidence, String says) {

  public boolean supports() {
    return weight > 0;
  }
}
