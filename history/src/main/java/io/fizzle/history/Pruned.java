package io.fizzle.history;

/**
 * What went.
 *
 * @param bytes by how much it shrank, at least 0
 */
public record Pruned(long runs, long failures, long bytes) {}
