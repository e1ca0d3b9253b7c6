package io.fizzle.history;

import java.time.Instant;

/**
 * How often a solution was tried in one month, and what came of it: kept by month, so that older
 * outcomes can weigh less.
 *
 * @param month counted from January 1970, UTC
 * @param attempts verified attempts; successes and failures together
 * @param lastUsed the latest attempt of the month
 */
public record FailureSolution(
    int month,
    String project,
    String application,
    String cause,
    String signature,
    String solution,
    int attempts,
    int successes,
    int failures,
    Instant lastUsed) {}
