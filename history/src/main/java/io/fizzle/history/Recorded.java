package io.fizzle.history;

/** What became of a run that was to be recorded. */
public enum Recorded {
  /** It was not known before. */
  NEW,
  /** It was known, and this reading rests on as much evidence or more. */
  REPLACED,
  /** It was known from a reading of more evidence, which stays. */
  KEPT
}
