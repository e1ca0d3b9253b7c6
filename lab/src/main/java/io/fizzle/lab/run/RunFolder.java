package io.fizzle.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder in which one application runs; its name says nothing of the scenario. */
record RunFolder(Path root) {

  static RunFolder create(Path parent) throws IOException {
    RunFolder run = new RunFolder(Files.createTempDirectory(parent, "run-"));
    for (Path folder : List.of(run.temporary(), run.gcLogs(), run.eventLogs())) {
      Files.createDirectories(folder);
    }
    return run;
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

  Path workloads() {
    return root.resolve("reports.jar");
  }

  Path sparkConf() {
    return root.resolve("spark.conf");
  }

  Path driverLog() {
    return root.resolve("driver.log");
  }

  Path driverOutput() {
    return root.resolve("driver.out");
  }
}
