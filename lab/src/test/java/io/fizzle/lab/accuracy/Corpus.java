package io.fizzle.lab.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.lab.scenario.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Recorded failures with known causes, where they are at hand. */
record Corpus(Path folder) {

  /**
   * A failure from public sources.
   *
   * @param accepted ids that its label stands for; empty where the label stands for none
   */
  record Published(String name, Path log, String label, boolean certain, Set<String> accepted) {}

  /** Labels of published failures against the catalogue's ids. */
  private static final Map<String, Set<String>> IDS_BY_LABEL =
      Map.ofEntries(
          Map.entry("pure_oom_heap", Set.of("heap-oom")),
          Map.entry("mixed_gc_oom", Set.of("gc-overhead-oom")),
          Map.entry("pure_gc", Set.of("gc-stall")),
          Map.entry("container_oom", Set.of("container-oom")),
          Map.entry("node_memory", Set.of("node-oom")),
          Map.entry("native_offheap_oom", Set.of("direct-memory-oom", "container-oom")),
          Map.entry("heartbeat_network", Set.of("heartbeat-lost", "network-failure")),
          Map.entry("node_loss", Set.of("node-lost", "bad-node")),
          Map.entry("eviction_disk", Set.of("evicted", "disk-full")),
          Map.entry("storage_quota", Set.of("evicted", "disk-full")),
          Map.entry("disk_full", Set.of("disk-full")),
          Map.entry(
              "fetch_failure",
              Set.of("shuffle-data-lost", "shuffle-timeout", "shuffle-service-down")),
          Map.entry("driver_oom", Set.of("driver-heap-oom")),
          Map.entry("driver_result_size", Set.of("driver-result-size")),
          Map.entry(
              "large_task", Set.of("large-task", "large-task-binary", "rpc-message-too-large")),
          Map.entry("broadcast", Set.of("broadcast-too-large", "broadcast-timeout")),
          Map.entry("python_worker", Set.of("python-worker-oom", "user-exception")),
          Map.entry("native_crash", Set.of("native-crash")),
          Map.entry("image", Set.of("image-pull")),
          Map.entry("resources_starved", Set.of("unschedulable")),
          Map.entry("os_limits", Set.of("thread-exhaustion")),
          Map.entry("kryo_buffer", Set.of("kryo-buffer-overflow")),
          Map.entry("preemption", Set.of("preempted")),
          Map.entry("decommission", Set.of("decommissioned")),
          Map.entry(
              "benign", Set.of("healthy", "idle-released", "decommissioned", "user-cancelled")),
          Map.entry("user_code", Set.of("user-exception")));

  /** The corpus that the tests are told of; empty where there is none. */
  static Optional<Corpus> find() {
    Path folder = Path.of(System.getProperty("fizzle.corpus", "../../shared/corpus"));
    return Files.isDirectory(folder) ? Optional.of(new Corpus(folder)) : Optional.empty();
  }

  /** Real runs that failed, or did not, in a known way. */
  List<Case> recorded() {
    return Stream.of("lab", "lab2")
        .flatMap(part -> folders(folder.resolve(part)).stream())
        .map(run -> new Case(name(run), run.resolve("evidence"), truth(run)))
        .toList();
  }

  private static Truth truth(Path run) {
    try {
      return RecordedCases.truth(run.resolve("expected.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Published> published() {
    return folders(folder.resolve("public/cases")).stream().map(Corpus::published).toList();
  }

  /** Event logs from public sources. */
  HealthyLogs eventLogs() {
    try {
      return HealthyLogs.below(folder.resolve("public/eventlogs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Published published(Path run) {
    JsonNode json = read(run.resolve("case.json"));
    String confidence = json.path("cause_confidence").asText();
    String label = json.path("label").asText();
    return new Published(
        name(run) + " " + json.path("key").asText(),
        run.resolve("log.txt"),
        label,
        confidence.equals("confirmed") || confidence.equals("stated"),
        IDS_BY_LABEL.getOrDefault(label, Set.of()));
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path run) {
    return run.getFileName().toString();
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(Files::isDirectory)
          .sorted(Comparator.comparing(Corpus::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
