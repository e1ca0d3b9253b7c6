package io.fizzle.read.parting;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.ApplicationId;
import io.fizzle.read.Input;
import io.fizzle.signal.Signal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a source belongs to one part.
 *
 * @param input the source
 * @param holds true for the signals of the source that are the part's
 */
public record Share(Input input, Predicate<Signal> holds) {

  static Share whole(Input input) {
    return new Share(input, signal -> true);
  }

  /**
   * A source of a machine or of a configuration, which several applications have in common: what
   * names other applications only is none of this one's.
   */
  static Share common(Input input, Set<String> ids) {
    return new Share(
        input,
        signal -> {
          List<ApplicationId> named = ApplicationId.in(signal.evidence().excerpt());
          return named.isEmpty() || named.stream().anyMatch(one -> ids.contains(one.id()));
        });
  }

  /**
   * A source that several attempts have in common: sections and lines that name this one, or none.
   */
  static Share ofAttempt(Share share, int attempt) {
    return new Share(
        share.input(),
        share.holds().and(signal -> attemptOf(share.input(), signal, attempt) == attempt));
  }

  /** Lines of a log in which several applications ran one after the other. */
  static Share ofLines(Input input, long from, long until) {
    return new Share(
        input,
        signal -> {
          long line = signal.evidence().line();
          return line >= from && line < until;
        });
  }

  /**
   * The attempt that a signal tells of by its section's name or its words, else {@code unknown}.
   */
  private static int attemptOf(Input input, Signal signal, int unknown) {
    Evidence evidence = signal.evidence();
    String source = evidence.source().name();
    String section =
        source.startsWith(input.source().name())
            ? source.substring(input.source().name().length())
            : source;
    int bySection = last(ApplicationId.in(section));
    if (bySection > 0) {
      return bySection;
    }
    int byWords = last(ApplicationId.in(evidence.excerpt()));
    return byWords > 0 ? byWords : unknown;
  }

  private static int last(List<ApplicationId> named) {
    return named.isEmpty() ? 0 : named.get(named.size() - 1).attempt();
  }
}
