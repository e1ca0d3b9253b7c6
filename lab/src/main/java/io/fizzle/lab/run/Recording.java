package io.fizzle.lab.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fizzle.lab.evidence.EvidenceFolder;
import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.learning.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One recorded run: {@code evidence/} with what a user would have, {@code truth.json}, {@code
 * README.md}.
 *
 * @param folder where it lies
 */
public record Recording(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public EvidenceFolder evidence() {
    return new EvidenceFolder(folder.resolve("evidence"));
  }

  public Path truth() {
    return folder.resolve("truth.json");
  }

  /** Checks all proofs of a trial against this recording's evidence. */
  public List<Proof.Result> prove(Trial trial) throws IOException {
    List<Proof.Result> results = new ArrayList<>();
    for (Proof proof : trial.proofs()) {
      results.add(proof.check(evidence()));
    }
    return results;
  }

  /** Writes {@code truth.json} and {@code README.md}. */
  void label(Trial trial, Submission.Ended ended, long seconds, List<Proof.Result> proofs)
      throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("spark", trial.variant().spark().version());
    run.put("collector", trial.variant().collector().id());
    run.put("eventLog", trial.variant().eventLog().id());
    run.put("java", System.getProperty("java.version"));
    run.put("workload", trial.workload());
    run.put("driverExitStatus", ended.driverExit());
    run.put("recorded", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    run.put("seconds", seconds);
    Map<String, String> ends = new TreeMap<>();
    ended.executors().forEach((executor, end) -> ends.put(executor, end.toString()));
    run.put("executorsEnded", ends);
    Map<String, Object> truth = new LinkedHashMap<>();
    Truth known = trial.scenario().truth();
    truth.put("scenario", trial.scenario().name());
    truth.put("variant", trial.variant().name());
    truth.put("title", trial.scenario().title());
    truth.put("outcome", known.outcome());
    truth.put("verdict", known.verdict());
    truth.put("incident", known.incident());
    truth.put("finding", known.finding());
    truth.put("run", run);
    truth.put("proofs", proofs);
    Files.writeString(truth(), JSON.writeValueAsString(truth) + "\n");
    Files.writeString(folder.resolve("README.md"), Readme.of(trial));
  }
}
