package io.fizzle.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which one run works; its name says nothing of the scenario. */
record RunFolder(Path root) {

  static RunFolder create(Path parent) throws IOException {
    Files.createDirectories(parent);
    RunFolder run = new RunFolder(Files.createTempDirectory(parent, "run-"));
    for (Path folder :
        List.of(run.configuration(), run.temporary(), run.gcLogs(), run.eventLogs(), run.jars())) {
      Files.createDirectories(folder);
    }
    return run;
  }

  Path configuration() {
    return root.resolve("conf");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path gcLogs() {
    return root.resolve("gc");
  }

  Path eventLogs() {
    return root.resolve("eventlog");
  }

  Path jars() {
    return root.resolve("jars");
  }

  Path sparkConf() {
    return root.resolve("spark.conf");
  }

  Path log(String process) {
    return root.resolve(process + ".log");
  }

  Path output(String process) {
    return root.resolve(process + ".out");
  }

  /** A worker's folder: {@code app-…/<executor>/stderr} appear in it. */
  Path work(int worker) {
    return root.resolve("work-" + worker);
  }

  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
