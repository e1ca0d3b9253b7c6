package io.fizzle.report;

import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.ExecutorSignal.LiveVerdict;
import java.util.Optional;

/**
 * What Fizzle's plugin in the running driver had said of a loss, for comparison: it was made of
 * less than this diagnosis, and this diagnosis does not heed it.
 */
final class LiveWords {
  private LiveWords() {}

  /** What was said first; the event log and the driver's log say the same. */
  static Optional<LiveVerdict> of(ProcessLost lost) {
    return lost.life().facts().first(LiveVerdict.class);
  }

  /** The same as a sentence; empty where the plugin was not there. */
  static Optional<String> text(ProcessLost lost) {
    return of(lost)
        .map(
            live ->
                "Fizzle in the running driver said at the loss: "
                    + live.cause()
                    + (live.confidence() > 0 ? " " + Wording.percent(live.confidence()) : ""));
  }
}
