package io.fizzle.cause;

/**
 * Evidence that would settle the question and is not there.
 *
 * @param what what is missing, for example {@code the executor's GC log}
 * @param how how to get it: the exact option or command
 */
public record MissingEvidence(String what, String how) {}
