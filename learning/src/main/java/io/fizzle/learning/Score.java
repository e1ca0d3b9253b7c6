package io.fizzle.learning;

import io.fizzle.cause.Causes;
import java.util.Collection;
import java.util.Set;

/**
 * One diagnosis against what was to be said.
 *
 * @param wrong confidence of the claim that is wrong, 0 where none is
 * @param remark what is not as expected, empty where all is
 */
public record Score(Mark mark, double wrong, String remark) {

  /** How good it is. */
  public enum Mark {
    RIGHT,
    /** Nothing wrong was claimed, but what was to be named is not. */
    OPEN,
    WRONG
  }

  private static final Score RIGHT = new Score(Mark.RIGHT, 0, "");

  /** With all evidence: outcome, verdict, main incident and findings must be as expected. */
  static Score complete(Truth expected, Said said) {
    if (!said.outcome().equals(expected.outcome())) {
      return off(said, "outcome " + said.outcome() + ", not " + expected.outcome());
    }
    if (!expected.verdict().contains(said.verdict())) {
      return off(said, "verdict " + said.verdict());
    }
    Score incident = incident(expected.incident(), said, true);
    if (incident.mark() != Mark.RIGHT) {
      return incident;
    }
    return isNamed(expected.finding(), said.findings())
        ? RIGHT
        : new Score(Mark.OPEN, 0, "no finding " + String.join(" or ", expected.finding()));
  }

  /**
   * With part of the evidence: what is claimed must be right. Where the outcome cannot be known,
   * the verdict is that of the gravest incident.
   */
  static Score partial(Truth expected, Said said) {
    if (said.isUndetermined()) {
      return new Score(Mark.OPEN, 0, "undetermined");
    }
    if (said.isHealthy()) {
      return expected.verdict().contains(Causes.HEALTHY)
          ? incident(expected.incident(), said, false)
          : off(said, "verdict " + said.verdict());
    }
    boolean known = said.outcome().equals(expected.outcome());
    boolean accepted =
        expected.verdict().contains(said.verdict())
            || (!known && said.outcome().equals("unknown"))
                && expected.incident().contains(said.verdict());
    return accepted ? RIGHT : off(said, "verdict " + said.verdict());
  }

  /** A published failure: one label, and no outcome to compare. */
  public static Score labelled(Set<String> accepted, Said said) {
    boolean named =
        accepted.contains(said.verdict())
            || said.isHealthy() && accepted.contains(said.cause())
            || said.findings().stream().anyMatch(accepted::contains);
    return named ? RIGHT : off(said, "verdict " + said.verdict());
  }

  private static Score incident(Collection<String> accepted, Said said, boolean required) {
    if (accepted.isEmpty()) {
      return said.troubles() == 0
          ? RIGHT
          : new Score(
              said.cause().isEmpty() ? Mark.OPEN : Mark.WRONG,
              said.causeConfidence(),
              said.troubles() + " incidents where there are none, the first " + named(said));
    }
    if (accepted.contains(said.cause()) || (said.cause().isEmpty() && !required)) {
      return RIGHT;
    }
    return new Score(
        said.cause().isEmpty() ? Mark.OPEN : Mark.WRONG,
        said.causeConfidence(),
        "main incident " + named(said));
  }

  private static String named(Said said) {
    return said.cause().isEmpty() ? "unexplained" : said.cause();
  }

  private static boolean isNamed(Collection<String> wanted, Set<String> found) {
    return wanted.isEmpty() || wanted.stream().anyMatch(found::contains);
  }

  private static Score off(Said said, String remark) {
    return said.isUndetermined()
        ? new Score(Mark.OPEN, 0, remark)
        : new Score(Mark.WRONG, said.verdictConfidence(), remark);
  }
}
