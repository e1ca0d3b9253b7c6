package io.fizzle.learning;

import java.nio.file.Path;

/**
 * A run that failed, or did not, in a known way.
 *
 * @param group variants of the same failure share it
 * @param evidence folder with what it left behind, or the one file that did
 */
public record Case(String name, String group, Path evidence, Truth truth) {}
