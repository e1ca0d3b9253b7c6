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
   * Pods, some of which may be other applications': those that are named by what this one is not
   * called, an id or a prefix of pods.
   */
  static Share ofPods(Input input, Set<String> ids) {
    return new Share(
        input,
        signal -> {
          String section = section(input, signal.evidence());
          String application = section.isEmpty() ? "" : section.substring(1);
          boolean comparable =
              !application.isEmpty() && ids.stream().anyMatch(id -> isId(id) == isId(application));
          return !comparable || ids.stream().anyMatch(id -> isSame(id, application));
        });
  }

  /**
   * An operator names a driver's pod shorter than Spark its executors': the one begins the other.
   */
  private static boolean isSame(String id, String application) {
    return id.equals(application)
        || !isId(application)
            && (id.startsWith(application + "-") || application.startsWith(id + "-"));
  }

  private static boolean isId(String name) {
    return !ApplicationId.in(name).isEmpty();
  }

  /**
   * A source of a machine or of a configuration, which several applications have in common: what
   * names other applications only is none of this one's.
   */
  static Share common(Input input, Set<String> ids) {
    return new Share(
        input,
        ofPods(input, ids)
            .holds()
            .and(
                signal -> {
                  List<ApplicationId> named = ApplicationId.in(signal.evidence().excerpt());
                  return named.isEmpty() || named.stream().anyMatch(one -> ids.contains(one.id()));
                }));
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
    int bySection = last(ApplicationId.in(section(input, evidence)));
    if (bySection > 0) {
      return bySection;
    }
    int byWords = last(ApplicationId.in(evidence.excerpt()));
    return byWords > 0 ? byWords : unknown;
  }

  /** How a section is called within its source; empty for what stands in none. */
  private static String section(Input input, Evidence evidence) {
    String source = evidence.source().name();
    return source.startsWith(input.source().name())
        ? source.substring(input.source().name().length())
        : source;
  }

  private static int last(List<ApplicationId> named) {
    return named.isEmpty() ? 0 : named.get(named.size() - 1).attempt();
  }
}
