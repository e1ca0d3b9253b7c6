package io.fizzle.history;

/**
 * A process that a failure took.
 *
 * @param executor its id in the run, or {@code driver}
 * @param node where it ran, empty where not known
 * @param pod its pod, empty where there is none
 */
public record Victim(String executor, String node, String pod) {}
