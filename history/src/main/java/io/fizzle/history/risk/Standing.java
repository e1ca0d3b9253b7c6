package io.fizzle.history.risk;

/**
 * What is known before a run.
 *
 * @param own of the application, or of those of its runs that were configured like this one
 * @param project of the other applications of its project
 * @param version of the other applications on its version of Spark
 * @param all of all other applications
 */
record Standing(Tally own, Tally project, Tally version, Tally all) {}
