package io.fizzle.cli;

import picocli.CommandLine.Option;

/** Whether a diagnosis is remembered, and as whose. */
final class RecordOptions {
  @Option(
      names = "--record",
      description =
          "keep the run and its diagnosis in the history, also where nothing was wrong: rates need"
              + " both")
  private boolean record;

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description =
          "with --record: whose run it is (default: the configuration file's, else the Kubernetes"
              + " namespace or the YARN queue)")
  private String project = "";

  @Option(names = "--team", paramLabel = "NAME", description = "with --record: who answers for it")
  private String team = "";

  @Option(names = "--cluster", paramLabel = "NAME", description = "with --record: where it ran")
  private String cluster = "";

  boolean record() {
    return record;
  }

  String project() {
    return project;
  }

  String team() {
    return team;
  }

  String cluster() {
    return cluster;
  }
}
