package io.fizzle.lab.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import io.fizzle.lab.run.Run;
import io.fizzle.lab.run.Runner;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.learning.Entry;
import io.fizzle.report.JsonReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a failing job, applies what its diagnosis says, and runs it again. */
public final class Prover {
  private static final int MOST_ATTEMPTS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Runner runner;
  private final Progress progress;

  public Prover(Runner runner, Progress progress) {
    this.runner = runner;
    this.progress = progress;
  }

  /** Proves one trial; the remedies are tried in their order until one helps. */
  public FixProof prove(Trial trial) throws IOException, InterruptedException {
    Run failing = runner.run(trial);
    if (!fails(failing)) {
      Runner.discard(failing);
      failing = runner.run(trial);
    }
    JsonNode diagnosis = diagnosis(failing);
    Runner.discard(failing);
    if (!fails(failing)) {
      return proof(failing, false, List.of(), "the run did not fail as it should");
    }
    List<Map<String, String>> remedies = remedies(diagnosis);
    List<Attempt> attempts = new ArrayList<>();
    for (Map<String, String> changes : remedies.stream().limit(MOST_ATTEMPTS).toList()) {
      Attempt attempt = attempt(trial, changes);
      attempts.add(attempt);
      progress.step("  %s with %s".formatted(attempt.succeeded() ? "succeeds" : "fails", changes));
      if (attempt.succeeded()) {
        break;
      }
    }
    return proof(failing, true, attempts, attempts.isEmpty() ? "no change of configuration" : "");
  }

  private static boolean fails(Run run) {
    return run.isReproduced() && run.driverExit() != 0;
  }

  private static FixProof proof(
      Run failing, boolean failedBefore, List<Attempt> attempts, String note) {
    return new FixProof(
        failing.trial().name(),
        failedBefore,
        failing.seconds(),
        failing.peakBytes(),
        attempts,
        note);
  }

  private Attempt attempt(Trial trial, Map<String, String> changes)
      throws IOException, InterruptedException {
    try {
      Run run = runner.run(trial, changes);
      Runner.discard(run);
      boolean succeeded = run.driverExit() == 0;
      String note = succeeded ? "" : "the driver ended with status " + run.driverExit();
      return new Attempt(changes, succeeded, run.seconds(), run.peakBytes(), note);
    } catch (LabException unfinished) {
      return new Attempt(changes, false, 0, 0, String.valueOf(unfinished.getMessage()));
    }
  }

  /** What {@code fizzle diagnose --format json} says of the run. */
  private static JsonNode diagnosis(Run run) throws IOException {
    return JSON.readTree(
        new JsonReport().render(Entry.diagnose(List.of(run.recording().evidence().folder()))));
  }

  /** The changes of configuration that the incident behind the verdict is to be answered with. */
  static List<Map<String, String>> remedies(JsonNode diagnosis) {
    String incident = diagnosis.path("verdict").path("incident").asText();
    List<Map<String, String>> remedies = new ArrayList<>();
    for (JsonNode each : diagnosis.path("incidents")) {
      if (each.path("id").asText().equals(incident)) {
        for (JsonNode remedy : each.path("remedies")) {
          if (remedy.path("kind").asText().equals("configuration")) {
            remedies.add(changes(remedy));
          }
        }
      }
    }
    return remedies;
  }

  private static Map<String, String> changes(JsonNode remedy) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (JsonNode change : remedy.path("changes")) {
      changes.put(change.path("key").asText(), change.path("to").asText());
    }
    return changes;
  }
}
