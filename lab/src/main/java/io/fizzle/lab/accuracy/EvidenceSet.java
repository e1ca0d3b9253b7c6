package io.fizzle.lab.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How much of a run's evidence a user may have at hand. */
public enum EvidenceSet {
  ALL("all evidence", name -> true),
  DRIVER_LOG("driver log only", name -> name.equals("driver.log")),
  EVENT_LOG("event log only", name -> name.equals("eventlog")),
  EXECUTORS(
      "executor logs, GC logs and crash files only",
      name -> name.startsWith("executor-") || name.equals("gc") || name.startsWith("hs_err"));

  private final String title;
  private final Predicate<String> belongs;

  EvidenceSet(String title, Predicate<String> belongs) {
    this.title = title;
    this.belongs = belongs;
  }

  public String title() {
    return title;
  }

  /** What of this folder belongs to the set; empty where the run left nothing of the kind. */
  public List<Path> of(Path evidence) {
    try (Stream<Path> members = Files.list(evidence)) {
      return members
          .filter(member -> belongs.test(member.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
