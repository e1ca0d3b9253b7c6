package io.fizzle.history.risk;

/**
 * What was known before a run, and how it ended.
 *
 * @param baseRate the share of all runs before it that failed
 */
record Prediction(Standing known, double baseRate, boolean failed) {}
