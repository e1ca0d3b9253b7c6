package io.fizzle.configuration;

/**
 * Where the configuration is to run, as far as it is known.
 *
 * @param nodeMemory bytes of a node, or the largest container that YARN grants; 0 where not known
 * @param nodeCores cores of a node; 0 where not known
 */
public record Surroundings(long nodeMemory, int nodeCores) {

  public static final Surroundings UNKNOWN = new Surroundings(0, 0);
}
