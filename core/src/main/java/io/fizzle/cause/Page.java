package io.fizzle.cause;

/**
 * A page of the catalogue.
 *
 * <p>Plain sentences, read in a terminal and as Markdown. What stands between backticks is literal:
 * a line of a log, a key, a command, or the id of another page.
 *
 * @param looks what one sees first, empty where nothing is said of it
 * @param why the mechanism, in a few sentences
 * @param proof what proves it
 * @param fix what helps, by Spark version and cluster manager where they differ; empty where
 *     nothing is said of it
 * @param notThis what looks like it and is not
 * @param commonAdvice what is commonly advised and does not help, empty where nothing is
 * @param refutation why it does not, with the place that says so (a class, a manual), to follow a
 *     colon; empty where nothing is advised
 */
public record Page(
    String looks,
    String why,
    String proof,
    String fix,
    String notThis,
    String commonAdvice,
    String refutation) {

  /** A page that does not say yet what one sees first and what helps. */
  public Page(String why, String proof, String notThis, String commonAdvice) {
    this("", why, proof, "", notThis, commonAdvice, "");
  }

  /** The same page, with what one sees first. */
  public Page looksLike(String symptoms) {
    return new Page(symptoms, why, proof, fix, notThis, commonAdvice, refutation);
  }

  /** The same page, with what helps. */
  public Page fixedBy(String changes) {
    return new Page(looks, why, proof, changes, notThis, commonAdvice, refutation);
  }

  /** The same page, with the source that speaks against the common advice. */
  public Page refutedBy(String source) {
    return new Page(looks, why, proof, fix, notThis, commonAdvice, source);
  }

  /** The common advice with what speaks against it; empty where nothing is advised. */
  public String noHelp() {
    return refutation.isEmpty() ? commonAdvice : commonAdvice + " Why not: " + refutation;
  }
}
