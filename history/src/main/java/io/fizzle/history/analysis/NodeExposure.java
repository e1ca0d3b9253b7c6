package io.fizzle.history.analysis;

/**
 * What a node had to do with, in runs that lost executors.
 *
 * @param executors that were placed on it, in all runs
 * @param lost those that a failure took
 * @param struck runs that tell nodes apart and lost one there
 * @param expected runs that would have lost one there, had all of their executors been equally at
 *     risk; see {@link Placements}
 * @param variance of that number
 * @param compared executors lost there, of runs that used other nodes too, or that have their like
 * @param atOthersRate how many that would have been at the rate of the other nodes of these runs
 */
public record NodeExposure(
    long executors,
    long lost,
    long struck,
    double expected,
    double variance,
    long compared,
    double atOthersRate) {

  NodeExposure plus(NodeExposure other) {
    return new NodeExposure(
        executors + other.executors,
        lost + other.lost,
        struck + other.struck,
        expected + other.expected,
        variance + other.variance,
        compared + other.compared,
        atOthersRate + other.atOthersRate);
  }
}
