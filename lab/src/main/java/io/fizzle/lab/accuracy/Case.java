package io.fizzle.lab.accuracy;

import io.fizzle.lab.scenario.Truth;
import java.nio.file.Path;

/**
 * A run that failed, or did not, in a known way.
 *
 * @param evidence folder with what it left behind
 */
public record Case(String name, Path evidence, Truth truth) {}
