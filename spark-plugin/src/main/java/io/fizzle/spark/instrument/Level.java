package io.fizzle.spark.instrument;

/** How loudly something measured is said. */
public enum Level {
  /** As it should be. */
  FINE,
  /** Worth knowing: said from verbosity 2. */
  NOTE,
  /** Worth changing: said from verbosity 1. */
  WARNING
}
