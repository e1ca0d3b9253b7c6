package io.fizzle.lab.run;

import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/**
 * Gathers what one application left behind, without this machine's names. Master and workers serve
 * many applications: of their logs only what was written since the mark belongs to this one.
 */
final class Collection {
  private final Cluster cluster;
  private final RunFolder run;
  private final Sanitiser sanitiser;
  private final Map<String, Long> marks = new HashMap<>();

  /** Marks the place in the cluster's logs from which on they are this application's. */
  Collection(Cluster cluster, RunFolder run) throws IOException {
    this.cluster = cluster;
    this.run = run;
    this.sanitiser = new Sanitiser(cluster.spark(), cluster.folder(), run);
    for (Map.Entry<String, Path> log : cluster.logs().entrySet()) {
      marks.put(log.getKey(), Files.size(log.getValue()));
    }
  }

  /** Takes this machine's names out of whatever else is collected of this run. */
  Sanitiser sanitiser() {
    return sanitiser;
  }

  /** Copies everything into a folder. */
  void into(Path evidence) throws IOException {
    Files.createDirectories(evidence);
    sanitiser.copy(run.sparkConf(), evidence.resolve("spark.conf"));
    sanitiser.copy(run.driverLog(), evidence.resolve("driver.log"));
    copyUnlessEmpty(run.driverOutput(), evidence.resolve("driver.out"));
    copyTree(run.gcLogs(), evidence.resolve("gc"));
    copyTree(run.eventLogs(), evidence.resolve("eventlog"));
    copyCrashFiles(run.root(), evidence, "driver");
    copyFlightRecordings(run.root(), evidence, "driver");
    for (Map.Entry<String, Path> log : cluster.logs().entrySet()) {
      Path target = evidence.resolve(log.getKey() + ".log");
      Files.writeString(
          target,
          sanitiser.clean(since(log.getKey(), log.getValue())),
          StandardCharsets.ISO_8859_1);
    }
    Optional<MatchResult> application = new LogFile(run.driverLog()).find(Submission.CONNECTED);
    if (application.isPresent()) {
      for (int worker = 1; worker <= cluster.shape().workers(); worker++) {
        copyExecutors(cluster.folder().work(worker).resolve(application.get().group(1)), evidence);
      }
    }
  }

  private String since(String name, Path log) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int mark = Math.toIntExact(marks.getOrDefault(name, 0L));
    return new String(all, mark, all.length - mark, StandardCharsets.ISO_8859_1);
  }

  /** A worker keeps what an executor leaves in {@code app-…/<executor id>/}. */
  private void copyExecutors(Path application, Path evidence) throws IOException {
    if (!Files.isDirectory(application)) {
      return;
    }
    try (Stream<Path> executors = Files.list(application)) {
      for (Path executor : executors.filter(Files::isDirectory).sorted().toList()) {
        String name = "executor-" + executor.getFileName();
        for (String stream : new String[] {"stderr", "stdout"}) {
          copyUnlessEmpty(executor.resolve(stream), evidence.resolve(name + "." + stream));
        }
        copyCrashFiles(executor, evidence, name);
        copyFlightRecordings(executor, evidence, name);
      }
    }
  }

  /** {@code hs_err_pid123.log} in a process's folder becomes {@code hs_err-executor-1.log}. */
  private void copyCrashFiles(Path folder, Path evidence, String process) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Collection::isCrashFile).sorted().toList()) {
        sanitiser.copy(file, evidence.resolve("hs_err-" + process + ".log"));
      }
    }
  }

  /** As they are: they hold numbers, and of names only those of the application and the process. */
  private static void copyFlightRecordings(Path folder, Path evidence, String process)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Collection::isFlightRecording).sorted().toList()) {
        Files.copy(
            file, evidence.resolve(process + ".vitals"), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isFlightRecording(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".vitals");
  }

  private static boolean isCrashFile(Path file) {
    return String.valueOf(file.getFileName()).matches("hs_err_pid\\d+\\.log");
  }

  private void copyUnlessEmpty(Path from, Path to) throws IOException {
    if (Files.exists(from) && Files.size(from) > 0) {
      sanitiser.copy(from, to);
    }
  }

  private void copyTree(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Collection::isWhole).sorted().toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.resolve("..").normalize());
        sanitiser.copy(file, copy);
      }
    }
  }

  /** Not the checksum files that Hadoop's local file system writes beside others. */
  private static boolean isWhole(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file) && !(name.startsWith(".") && name.endsWith(".crc"));
  }
}
