package io.fizzle.report;

import io.fizzle.application.GcProfile;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident.ProcessLost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the pauses of a lost process lay over the time before its end, in words and as a strip. */
final class GcWindow {
  private static final int MOST_MARKS = 40;
  private static final Duration SHORTEST_MARK = Duration.ofSeconds(1);
  private static final String BARS = "·▁▂▃▄▅▆▇█";

  /**
   * A log that ends this long before its process: it collected no more, it stood still or idled.
   */
  private static final Duration LONG_SILENCE = Duration.ofSeconds(5);

  private final ProcessLost lost;
  private final GcTiming timing;

  private GcWindow(ProcessLost lost, GcTiming timing) {
    this.lost = lost;
    this.timing = timing;
  }

  /** Empty where the process has neither a GC log nor a flight recording that tells. */
  static Optional<GcWindow> of(ProcessLost lost) {
    return lost.timing().map(timing -> new GcWindow(lost, timing));
  }

  /** The figures behind the answer. */
  String text() {
    Duration stopped =
        Duration.ofMillis(Math.round(timing.window().toMillis() * timing.shareInWindow()));
    StringBuilder text = new StringBuilder();
    text.append("GC stopped it for ")
        .append(Wording.fineDuration(stopped))
        .append(" of the ")
        .append(Wording.duration(timing.window()))
        .append(timing.exact() ? " before its end" : " before the end of its GC log")
        .append(" (")
        .append(Wording.percent(timing.shareInWindow()))
        .append("); ")
        .append(timing.fullCollections())
        .append(timing.fullCollections() == 1 ? " full collection" : " full collections");
    if (timing.recovered() >= 0) {
      text.append(", the fullest of the last freed ").append(Wording.percent(timing.recovered()));
    }
    if (timing.occupied() >= 0) {
      text.append(" and left the heap ").append(Wording.percent(timing.occupied())).append(" full");
    }
    text.append("; longest pause ").append(Wording.fineDuration(timing.longestPause()));
    if (timing.silence().compareTo(LONG_SILENCE) > 0) {
      text.append(timing.sampled() ? "; its flight recording ends " : "; the GC log ends ")
          .append(Wording.duration(timing.silence()))
          .append(" before the process");
    }
    if (timing.misplaced()) {
      text.append("; the log was not written when the process ended, by their clocks");
    }
    if (timing.sampled()) {
      text.append("; from its flight recorder's samples, true to about a second");
    }
    return text.toString();
  }

  /** The share of stopped time, mark by mark; empty where the GC log's clock is not known. */
  Optional<String> strip() {
    Instant end = lost.at();
    Optional<GcProfile> profile = lost.life().gc();
    if (!timing.exact() || end == null || profile.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder strip = new StringBuilder();
    for (double share : shares(profile.get(), end)) {
      strip.append(BARS.charAt((int) Math.ceil(share * (BARS.length() - 1) - 0.05)));
    }
    return Optional.of(strip.toString());
  }

  /** How much time one mark of the strip stands for. */
  Duration mark() {
    Duration fits = timing.window().dividedBy(MOST_MARKS);
    return fits.compareTo(SHORTEST_MARK) < 0
        ? SHORTEST_MARK
        : Duration.ofSeconds((fits.toMillis() + 999) / 1000);
  }

  private List<Double> shares(GcProfile profile, Instant end) {
    List<Double> shares = new ArrayList<>();
    long marks = Math.max(1, Math.round(timing.window().toMillis() / (double) mark().toMillis()));
    for (long mark = marks - 1; mark >= 0; mark--) {
      shares.add(profile.stoppedShare(end.minus(mark().multipliedBy(mark)), mark()));
    }
    return shares;
  }
}
