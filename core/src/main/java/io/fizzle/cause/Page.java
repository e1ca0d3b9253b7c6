package io.fizzle.cause;

/**
 * A page of the catalogue.
 *
 * <p>Plain sentences, read in a terminal and as Markdown. What stands between backticks is literal:
 * a line of a log, a key, a command, or the id of another page.
 *
 * @param why the mechanism, in a few sentences
 * @param proof what proves it
 * @param notThis what looks like it and is not
 * @param commonAdvice what is commonly advised and does not help, empty where nothing is
 */
public record Page(String why, String proof, String notThis, String commonAdvice) {}
