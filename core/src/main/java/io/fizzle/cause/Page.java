package io.fizzle.cause;

/**
 * A cause's page in the catalogue.
 *
 * @param why the mechanism, in a few sentences
 * @param proof what proves it
 * @param notThis what looks like it and is not
 * @param commonAdvice what is commonly advised and does not help, empty where nothing is
 */
public record Page(String why, String proof, String notThis, String commonAdvice) {}
