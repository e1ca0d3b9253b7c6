package io.fizzle.read.message;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.message.MessageRules.Verdict;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parses and classifies the text of an exception: a headline, or a whole stack trace with its
 * causes.
 */
public final class Failures {
  private static final int LONGEST_REDACTED = 4 * Evidence.MAX_EXCERPT;
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private Failures() {}

  /**
   * Classifies a text such as {@code java.lang.OutOfMemoryError: Java heap space\n\tat ...\nCaused
   * by: ...}, with the envelopes that Spark, YARN, Py4J and the JVM put around it. Of the chain the
   * most specific link counts, the outermost of equals, and so does the most specific of several
   * Python exceptions that were raised one after the other ({@link PythonChain}); an exception that
   * no rule knows is {@link FailureKind#OTHER}.
   *
   * @param text any length; only a bounded part of it is looked at
   */
  public static Failure parse(String text) {
    List<String> parts = PythonChain.ranked(text);
    Reading told = Reading.of(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      Reading other = Reading.of(part);
      told = other.tellsMoreThan(told) ? other : told;
    }
    return told.failure();
  }

  /** The link of a chain that tells most. */
  private record Reading(Link link, Verdict verdict, List<Link> chain) {
    static Reading of(String text) {
      List<Link> links = CauseChain.of(text);
      Link told = links.get(0);
      Verdict verdict = MessageRules.judge(told);
      for (Link link : links.subList(1, links.size())) {
        Verdict other = MessageRules.judge(link);
        if (other.specificity().compareTo(verdict.specificity()) > 0) {
          told = link;
          verdict = other;
        }
      }
      return new Reading(told, verdict, links);
    }

    boolean tellsMoreThan(Reading other) {
      return verdict.specificity().compareTo(other.verdict.specificity()) > 0;
    }

    Failure failure() {
      return new Failure(
          verdict.kind(),
          link.type(),
          oneLine(link.message()),
          innermostFrames(chain),
          verdict.numbers().actual(),
          verdict.numbers().limit());
    }
  }

  /**
   * Words of which at least one stands in every line that could be the headline of a failure, to be
   * looked for case-sensitively. They select candidates: {@link #parse} decides.
   */
  public static List<String> literals() {
    return HeadlineLiterals.ALL;
  }

  private static List<String> innermostFrames(List<Link> links) {
    for (int index = links.size() - 1; index >= 0; index--) {
      if (!links.get(index).frames().isEmpty()) {
        return links.get(index).frames();
      }
    }
    return List.of();
  }

  private static String oneLine(String message) {
    String cut = message.substring(0, Math.min(message.length(), LONGEST_REDACTED));
    String line = SPACE.matcher(cut).replaceAll(" ").strip();
    String clean = Redaction.redact(line);
    return clean.length() > Evidence.MAX_EXCERPT
        ? clean.substring(0, Evidence.MAX_EXCERPT - 1) + "…"
        : clean;
  }
}
