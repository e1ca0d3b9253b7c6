package io.fizzle.history;

import java.time.Instant;
import java.util.List;

/**
 * One thing that went wrong in one run. What took thirty executors for one reason is one event with
 * thirty victims.
 *
 * @param id made of the run and the signature, so that the same event has the same id in every
 *     history; begins with {@code f}
 * @param run id of its run
 * @param type kind of incident, for example {@code executor-lost}
 * @param cause id of the most probable cause, or {@code undetermined}
 * @param confidence its probability, 0 to 1
 * @param fatal true where it is what the application died of
 * @param phase where the run was: {@code start}, {@code stage 3}, {@code end}; empty where not
 *     known
 * @param at when it happened first; where nothing tells, when its run started
 * @param signature what makes failures alike: the normalised message and stack trace; see {@code
 *     Signature}
 * @param message in words, secrets masked
 * @param occurrences how often it happened in this run
 * @param victims the processes that it took; empty where it took none
 * @param lostCoreHours core-hours that it cost, 0 where not known
 * @param excerpts lines that prove it, secrets masked
 * @param candidates the causes that were in question
 */
public record FailureEvent(
    String id,
    String run,
    Origin origin,
    Program program,
    String type,
    String cause,
    double confidence,
    boolean fatal,
    String phase,
    Instant at,
    String signature,
    String message,
    int occurrences,
    List<Victim> victims,
    double lostCoreHours,
    List<Excerpt> excerpts,
    List<Candidate> candidates,
    Resolution resolution) {
  public FailureEvent {
    victims = List.copyOf(victims);
    excerpts = List.copyOf(excerpts);
    candidates = List.copyOf(candidates);
  }

  /** The node of its first victim; empty where it took none, or the node is not known. */
  public String node() {
    return victims.isEmpty() ? "" : victims.get(0).node();
  }

  /** Nodes on which it took a process, each once, sorted. */
  public List<String> nodes() {
    return victims.stream()
        .map(Victim::node)
        .filter(node -> !node.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** The same event with this end. */
  public FailureEvent resolved(Resolution how) {
    return new FailureEvent(
        id,
        run,
        origin,
        program,
        type,
        cause,
        confidence,
        fatal,
        phase,
        at,
        signature,
        message,
        occurrences,
        victims,
        lostCoreHours,
        excerpts,
        candidates,
        how);
  }

  /** The same event in these words. */
  public FailureEvent said(String words, List<Excerpt> proofs) {
    return new FailureEvent(
        id,
        run,
        origin,
        program,
        type,
        cause,
        confidence,
        fatal,
        phase,
        at,
        signature,
        words,
        occurrences,
        victims,
        lostCoreHours,
        proofs,
        candidates,
        resolution);
  }
}
