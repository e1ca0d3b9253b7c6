package io.fizzle.history;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something was done about a failure.
 *
 * @param id made of the failure, the solution and the run that it was tried with
 * @param failure id of the failure
 * @param cause of the failure, as it was diagnosed
 * @param signature of the failure
 * @param solution what was done, in a normal form that is equal for equal deeds: {@code
 *     spark.executor.memory raised}; {@link #RUN_AGAIN} where nothing was changed
 * @param changes configuration keys with their new values, empty where they were taken out; empty
 *     where the configuration did not change
 * @param appliedBy {@code recognised} where a later run showed it, else who did it
 * @param applied when
 * @param outcome what came of it
 * @param verified when that was seen; null while it is pending
 * @param run id of the run that showed it; empty while it is pending
 */
public record SolutionAttempt(
    String id,
    String failure,
    Origin origin,
    String application,
    String cause,
    String signature,
    String solution,
    Map<String, String> changes,
    String appliedBy,
    Instant applied,
    Outcome outcome,
    @Nullable Instant verified,
    String run) {
  /** The solution of doing nothing but running again. */
  public static final String RUN_AGAIN = "run again";

  /** Who applied what a later run showed. */
  public static final String RECOGNISED = "recognised";

  public SolutionAttempt {
    changes = Map.copyOf(changes);
  }

  /** Whether it helped: counted only once a comparable run has shown it. */
  public enum Outcome {
    PENDING("pending"),
    WORKED("worked"),
    FAILED("failed");

    private final String id;

    Outcome(String id) {
      this.id = id;
    }

    /** The name in columns, reports and JSON. */
    public String id() {
      return id;
    }

    /** The outcome with this name; pending where there is none. */
    public static Outcome of(String id) {
      for (Outcome outcome : values()) {
        if (outcome.id.equals(id)) {
          return outcome;
        }
      }
      return PENDING;
    }
  }
}
