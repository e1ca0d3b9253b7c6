package io.fizzle.cause;

import io.fizzle.evidence.Evidence;

/**
 * One piece of evidence and what it says for or against a cause.
 *
 * @param strength how much it says
 * @param supports true where it speaks for the cause, false where against it
 * @param evidence where it can be looked up
 * @param says what it means, one sentence without a full stop
 */
public record Argument(Strength strength, boolean supports, Evidence evidence, String says) {

  /** An argument for it. */
  public Argument(Strength strength, Evidence evidence, String says) {
    this(strength, true, evidence, says);
  }
}
