package io.fizzle.lab.fix;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What came of applying the remedies of one failed job.
 *
 * @param trial {@code scenario/variant}
 * @param failedBefore whether the job failed as it should without a remedy; else nothing is proved
 * @param seconds of the failed run
 * @param peakBytes of the failed run
 * @param attempts the remedies in their order, up to the first that helped
 * @param note why nothing was attempted; empty where something was
 */
public record FixProof(
    String trial,
    boolean failedBefore,
    double seconds,
    long peakBytes,
    List<Attempt> attempts,
    String note) {
  public FixProof {
    attempts = List.copyOf(attempts);
  }

  /** Whether a remedy made the job succeed. */
  @JsonIgnore
  public boolean isFixed() {
    return attempts.stream().anyMatch(Attempt::succeeded);
  }

  /** Whether the first remedy did. */
  @JsonIgnore
  public boolean isFixedAtOnce() {
    return !attempts.isEmpty() && attempts.get(0).succeeded();
  }
}
