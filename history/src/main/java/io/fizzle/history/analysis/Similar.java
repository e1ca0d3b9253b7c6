package io.fizzle.history.analysis;

import io.fizzle.history.Access;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.Resolution;
import io.fizzle.report.Document;
import io.fizzle.report.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Earlier failures of the same signature, and how they ended: {@code fizzle history similar}.
 *
 * @param asked each failure that was asked about
 */
public record Similar(List<Alike> asked) implements Answer {
  private static final int MOST = 20;

  public Similar {
    asked = List.copyOf(asked);
  }

  /**
   * A failure and those like it.
   *
   * @param message of the failure that was asked about
   * @param earlier the latest first, at most a screenful
   */
  public record Alike(String message, String cause, String signature, List<Earlier> earlier) {
    public Alike {
      earlier = List.copyOf(earlier);
    }
  }

  /**
   * A failure like it.
   *
   * @param ended how: {@code open}, {@code recovered}, {@code fixed}, {@code ran-again}
   * @param after seconds; 0 where it is open
   * @param solutions what was done, and what came of it
   */
  public record Earlier(
      String id,
      String run,
      String project,
      String application,
      Instant at,
      String cause,
      String ended,
      long after,
      List<String> solutions) {
    public Earlier {
      solutions = List.copyOf(solutions);
    }
  }

  /** Looks for failures like these, they themselves left out. */
  public static Similar to(List<FailureEvent> failures, History history, Access access) {
    List<Alike> all = new ArrayList<>();
    for (FailureEvent failure : failures) {
      Filter same = Filter.ALL.with(Field.SIGNATURE, failure.signature());
      List<FailureEvent> latest = new ArrayList<>();
      history.failures(
          access,
          same.latest(MOST + 1),
          one -> {
            if (!isSame(one, failure) && latest.size() < MOST) {
              latest.add(one);
            }
          });
      Map<String, List<String>> solutions = solutions(latest, history, access);
      List<Earlier> earlier =
          latest.stream()
              .map(one -> earlier(one, solutions.getOrDefault(one.id(), List.of())))
              .toList();
      all.add(new Alike(failure.message(), failure.cause(), failure.signature(), earlier));
    }
    return new Similar(all);
  }

  /** What was done about each, and what came of it, in the order of time. */
  private static Map<String, List<String>> solutions(
      List<FailureEvent> failures, History history, Access access) {
    Map<String, List<String>> solutions = new HashMap<>();
    if (!failures.isEmpty()) {
      history.ask(
          access,
          Filter.ALL,
          "SELECT a.failure, a.solution, a.outcome FROM solution_attempts a WHERE a.failure IN ("
              + String.join(",", Collections.nCopies(failures.size(), "?"))
              + ") AND {a} ORDER BY a.applied_at",
          failures.stream().map(FailureEvent::id).toList(),
          row ->
              solutions
                  .computeIfAbsent(row.text(1), key -> new ArrayList<>())
                  .add(row.text(2) + ": " + row.text(3)));
    }
    return solutions;
  }

  /** Recorded under another project, the same failure has another id, and still its time. */
  private static boolean isSame(FailureEvent one, FailureEvent other) {
    return one.id().equals(other.id())
        || one.at().equals(other.at())
            && one.program().application().equals(other.program().application());
  }

  private static Earlier earlier(FailureEvent one, List<String> solutions) {
    Resolution resolution = one.resolution();
    Instant at = resolution.at();
    return new Earlier(
        one.id(),
        one.run(),
        one.origin().project(),
        one.program().application(),
        one.at(),
        one.cause(),
        resolution.kind().id(),
        at == null ? 0 : Math.max(0, Duration.between(one.at(), at).toSeconds()),
        solutions);
  }

  @Override
  public String schema() {
    return "fizzle.history-similar/1";
  }

  @Override
  public Document document() {
    Document.Draft draft = new Document.Draft("Earlier failures of the same signature");
    if (asked.isEmpty()) {
      draft.paragraph("Nothing failed in what was read.");
    }
    for (Alike one : asked) {
      draft.heading(one.cause());
      draft.paragraph(one.message());
      draft.paragraph("signature: " + one.signature());
      if (one.earlier().isEmpty()) {
        draft.paragraph("No other failure of this signature is recorded.");
      }
      for (Earlier failure : one.earlier()) {
        draft.item(
            Tone.PLAIN,
            line(failure),
            failure.solutions().stream().map(solution -> "tried: " + solution).toList());
      }
    }
    return draft.finish();
  }

  private static String line(Earlier failure) {
    String ended =
        failure.ended().equals("open")
            ? "open"
            : failure.after() == 0
                ? failure.ended() + ", when is not known"
                : failure.ended() + " after " + Words.duration(Duration.ofSeconds(failure.after()));
    return Words.time(failure.at())
        + " "
        + failure.project()
        + "/"
        + failure.application()
        + ", "
        + failure.cause()
        + ", "
        + ended
        + " ("
        + failure.id()
        + ")";
  }
}
