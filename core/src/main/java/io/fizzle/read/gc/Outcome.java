package io.fizzle.read.gc;

/** What became of a line. */
enum Outcome {
  /** It said something. */
  READ,
  /** Nothing in it is of use. */
  PASSED,
  /** It should have said something and could not be understood. */
  SKIPPED
}
