package io.fizzle.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How much of a run's evidence a user may have at hand. */
public enum EvidenceSet {
  ALL("all evidence"),
  DRIVER_LOG("driver log only"),
  EVENT_LOG("event log only"),
  EXECUTORS("executor logs, GC logs and crash files only");

  /** What may stand beside a user's own evidence and is none. */
  private static final Set<String> LABELS = Set.of("truth.json", "expected.json");

  private final String title;

  EvidenceSet(String title) {
    this.title = title;
  }

  private boolean holds(String name) {
    return switch (this) {
      case ALL -> !LABELS.contains(name);
      case DRIVER_LOG -> name.equals("driver.log");
      case EVENT_LOG -> name.equals("eventlog");
      case EXECUTORS ->
          name.startsWith("executor-") || name.equals("gc") || name.startsWith("hs_err");
    };
  }

  public String title() {
    return title;
  }

  /** What of this folder belongs to the set; empty where the run left nothing of the kind. */
  public List<Path> of(Path evidence) {
    if (Files.isRegularFile(evidence)) {
      return this == ALL ? List.of(evidence) : List.of();
    }
    try (Stream<Path> members = Files.list(evidence)) {
      return members
          .filter(member -> holds(String.valueOf(member.getFileName())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
