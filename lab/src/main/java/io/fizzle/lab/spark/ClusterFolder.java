package io.fizzle.lab.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a cluster works; its name says nothing of the scenarios that run on it. */
public record ClusterFolder(Path root) {

  static ClusterFolder create(Path parent) throws IOException {
    Files.createDirectories(parent);
    ClusterFolder folder = new ClusterFolder(Files.createTempDirectory(parent, "cluster-"));
    Files.createDirectories(folder.local());
    return folder;
  }

  /** Shuffle and spill files of all executors. */
  public Path local() {
    return root.resolve("local");
  }

  /** A worker's folder: {@code app-…/<executor>/stderr} appear in it. */
  public Path work(int worker) {
    return root.resolve("work-" + worker);
  }

  /** The log of {@code master} or {@code worker-N}. */
  public Path log(String process) {
    return root.resolve(process + ".log");
  }

  Path output(String process) {
    return root.resolve(process + ".out");
  }
}
