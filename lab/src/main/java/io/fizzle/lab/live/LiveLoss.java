package io.fizzle.lab.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One executor that a driver lost, and what the plugin in that driver said of it.
 *
 * @param asked whether the driver itself had sent it away
 * @param lost when the driver logged the loss, in whole seconds
 * @param said the cause in the driver's log, {@code undetermined} where none was certain enough;
 *     empty where the plugin said nothing
 * @param confidence as stated, 0 to 1; 0 without a cause
 * @param delay from the loss to the answer, in whole seconds
 * @param sampleAge of the last sample in the flight recording when the process was seen to be gone;
 *     empty where either is not known, and of a process that had been given up for its silence
 * @param warning how long before the loss its early warning came; empty where there was none
 */
record LiveLoss(
    String executor,
    boolean asked,
    Instant lost,
    Optional<String> said,
    double confidence,
    Optional<Duration> delay,
    Optional<Duration> sampleAge,
    Optional<Duration> warning) {

  /** An answer later than this is no answer at the moment of the loss. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * Right where a known cause was named in time; of an end that was asked for, where nothing was
   * said or just that.
   *
   * @param causes that are right
   */
  boolean isRight(Set<String> causes) {
    if (said.isEmpty()) {
      return asked;
    }
    return causes.contains(said.get())
        && delay.filter(late -> late.compareTo(LIMIT) <= 0).isPresent();
  }

  /** True where a wrong cause was named; without one, or too late, it is only no help. */
  boolean isWrong(Set<String> causes) {
    return said.isPresent() && !said.get().equals("undetermined") && !causes.contains(said.get());
  }
}
