package io.fizzle.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.lab.scenario.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long trials take, as their recordings say.
 *
 * @param recordings the folder with a recording of each trial
 */
record Estimates(Path recordings) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a trial that was never recorded. */
  private static final double USUAL_SECONDS = 20;

  /** Collecting, diagnosing, and the cluster's share. */
  private static final double AROUND_SECONDS = 4;

  /** Seconds that a trial takes, with all around it. */
  double seconds(Trial trial) {
    Path truth = recordings.resolve(trial.name()).resolve("truth.json");
    if (!Files.exists(truth)) {
      return USUAL_SECONDS + AROUND_SECONDS;
    }
    try {
      double run =
          JSON.readTree(truth.toFile()).path("run").path("seconds").asDouble(USUAL_SECONDS);
      return run + AROUND_SECONDS;
    } catch (IOException unreadable) {
      return USUAL_SECONDS + AROUND_SECONDS;
    }
  }

  /** Seconds that several trials take. */
  double seconds(List<Trial> trials) {
    return trials.stream().mapToDouble(this::seconds).sum();
  }

  /** In words: {@code 45 s} or {@code 12 min}. */
  static String words(double seconds) {
    return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
  }
}
