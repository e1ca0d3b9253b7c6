package io.fizzle.history;

/**
 * What ran.
 *
 * @param application its name, the same from run to run
 * @param sparkVersion as Spark prints it, empty where not known
 * @param image container image, empty where there is none
 */
public record Program(String application, String sparkVersion, String image) {}
