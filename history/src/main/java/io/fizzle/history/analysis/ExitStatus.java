package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.report.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an exit status can come from. It names a signal, and no reason: 128 and the signal's number,
 * as POSIX shells have it, whoever sent it.
 *
 * @param about which failures are counted, in words; empty for all
 * @param status 137 or 143
 * @param causes that end a process so
 */
public record ExitStatus(Window window, String about, int status, List<Possible> causes)
    implements Answer {
  /** SIGKILL. */
  private static final int KILLED = 137;

  private static final Map<String, String> OF_KILLED =
      Map.of(
          "container-oom",
          "OOMKilled in the pod's status, or YARN's line about memory limits",
          "node-oom",
          "the kernel's oom-killer, in the log of the node",
          "evicted",
          "Evicted in the pod's status or events",
          "preempted",
          "the cluster manager's word of it, or the notice of a spot machine",
          "killed-externally",
          "none of these: an operator, a script, a deleted pod, a shutdown");

  private static final Map<String, String> OF_TERMINATED =
      Map.of(
          "killed-externally",
          "none of these: an operator, a script, a deleted pod, a shutdown",
          "evicted",
          "Evicted in the pod's status or events",
          "preempted",
          "the cluster manager's word of it, or the notice of a spot machine",
          "decommissioned",
          "the driver's log says that the executor was decommissioned",
          "user-cancelled",
          "somebody ended the application");

  public ExitStatus {
    causes = List.copyOf(causes);
  }

  /**
   * A cause that ends a process so.
   *
   * @param told by what it is told from the others
   * @param failures of it on record
   */
  public record Possible(String cause, String told, long failures) {}

  /** What is on record of the causes of a status; the most frequent first. */
  public static ExitStatus of(History history, Access access, Question question, int status) {
    Map<String, Long> counts = new HashMap<>();
    history.ask(
        access,
        question.failures(),
        "SELECT f.cause, count(*) FROM failure_events f WHERE {f} GROUP BY f.cause",
        List.of(),
        row -> counts.put(row.text(1), row.number(2)));
    List<Possible> possible = new ArrayList<>();
    causes(status)
        .forEach(
            (cause, told) ->
                possible.add(new Possible(cause, told, counts.getOrDefault(cause, 0L))));
    possible.sort(
        java.util.Comparator.comparingLong((Possible one) -> -one.failures())
            .thenComparing(Possible::cause));
    return new ExitStatus(question.window(), question.words(), status, possible);
  }

  /** Ids of causes with what tells them; those of SIGTERM for 143. */
  static Map<String, String> causes(int status) {
    return status == KILLED ? OF_KILLED : OF_TERMINATED;
  }

  @Override
  public String schema() {
    return "fizzle.history-exit-status/1";
  }

  @Override
  public Document document() {
    Document.Draft draft = new Document.Draft("Exit code " + status);
    draft.paragraph(
        status == KILLED
            ? "128 and 9: the process was killed by SIGKILL, which any process may send. It does"
                + " not say why; a memory limit is one of several reasons."
            : "128 and 15: the process was asked to end by SIGTERM. Healthy executors end so when"
                + " their application does.");
    List<List<String>> rows = new ArrayList<>();
    causes.forEach(one -> rows.add(List.of(one.cause(), Words.count(one.failures()), one.told())));
    draft.table("What it can be", List.of("it can be", "on record", "told by"), rows);
    draft.paragraph(
        "On record: failures"
            + (about.isEmpty() ? "" : " of " + about)
            + ", "
            + Words.window(window)
            + ". fizzle diagnose PATH says which of them it was; fizzle history remedies CAUSE what"
            + " helps against it.");
    return draft.finish();
  }
}
