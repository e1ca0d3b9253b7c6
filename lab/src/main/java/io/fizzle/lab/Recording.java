package io.fizzle.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  Path truth() {
    return folder.resolve("truth.json");
  }

  /** Copies what a finished run left behind, without this machine's names. */
  void collect(RunFolder run, int workers, Sanitiser sanitiser) throws IOException {
    Path evidence = Files.createDirectories(evidence().folder());
    sanitiser.copy(run.sparkConf(), evidence.resolve("spark.conf"));
    sanitiser.copy(run.log("driver"), evidence.resolve("driver.log"));
    copyUnlessEmpty(run.output("driver"), evidence.resolve("driver.out"), sanitiser);
    sanitiser.copy(run.log("master"), evidence.resolve("master.log"));
    for (int worker = 1; worker <= workers; worker++) {
      String name = "worker-" + worker + ".log";
      sanitiser.copy(run.log("worker-" + worker), evidence.resolve(name));
      collectExecutors(run.work(worker), sanitiser);
    }
    copyAll(run.gcLogs(), evidence.resolve("gc"), sanitiser);
    copyAll(run.eventLogs(), evidence.resolve("eventlog"), sanitiser);
  }

  /** A worker keeps its executors' output in {@code app-…/<executor id>/}. */
  private void collectExecutors(Path work, Sanitiser sanitiser) throws IOException {
    try (Stream<Path> all = Files.walk(work, 3)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String stream = String.valueOf(file.getFileName());
        if (stream.equals("stderr") || stream.equals("stdout")) {
          String executor = work.relativize(file).getName(1).toString();
          String name = "executor-" + executor + "." + stream;
          copyUnlessEmpty(file, evidence().folder().resolve(name), sanitiser);
        }
      }
    }
  }

  private static void copyUnlessEmpty(Path from, Path to, Sanitiser sanitiser) throws IOException {
    if (Files.size(from) > 0) {
      sanitiser.copy(from, to);
    }
  }

  private static void copyAll(Path from, Path to, Sanitiser sanitiser) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        sanitiser.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Checks all proofs of a scenario against this recording's evidence. */
  public List<Proof.Result> prove(Scenario scenario) throws IOException {
    List<Proof.Result> results = new ArrayList<>();
    for (Proof proof : scenario.proofs()) {
      results.add(proof.check(evidence()));
    }
    return results;
  }

  /** Writes {@code truth.json} and {@code README.md}. */
  void label(Scenario scenario, int driverExit, long seconds, List<Proof.Result> proofs)
      throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("spark", scenario.spark().version());
    run.put("java", System.getProperty("java.version"));
    run.put("workload", scenario.workload());
    run.put("driverExitStatus", driverExit);
    run.put("recorded", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    run.put("seconds", seconds);
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("scenario", scenario.name());
    truth.put("title", scenario.title());
    truth.put("outcome", scenario.truth().outcome());
    truth.put("verdict", scenario.truth().verdict());
    truth.put("incident", scenario.truth().incident());
    truth.put("finding", scenario.truth().finding());
    truth.put("run", run);
    truth.put("proofs", proofs);
    Files.writeString(truth(), JSON.writeValueAsString(truth) + "\n");
    Files.writeString(folder.resolve("README.md"), Readme.of(scenario));
  }
}
