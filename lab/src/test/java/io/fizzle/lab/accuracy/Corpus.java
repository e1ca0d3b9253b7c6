package io.fizzle.lab.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.learning.Case;
import io.fizzle.learning.LabelledCases;
import io.fizzle.learning.PublishedLabels;
import io.fizzle.learning.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
  record Published(String name, Path log, String label, boolean certain, Set<String> accepted) {
    Case asCase() {
      return new Case(name, name, log, Truth.labelled(accepted));
    }
  }

  /** The corpus that the tests are told of; empty where there is none. */
  static Optional<Corpus> find() {
    Path folder = Path.of(System.getProperty("fizzle.corpus", "../../shared/corpus"));
    return Files.isDirectory(folder) ? Optional.of(new Corpus(folder)) : Optional.empty();
  }

  /** Real runs that failed, or did not, in a known way. */
  List<Case> recorded() {
    return Stream.of("lab", "lab2")
        .flatMap(part -> folders(folder.resolve(part)).stream())
        .map(run -> new Case(name(run), name(run), run.resolve("evidence"), truth(run)))
        .toList();
  }

  private static Truth truth(Path run) {
    try {
      return LabelledCases.truth(run.resolve("expected.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Published> published() {
    return folders(folder.resolve("public/cases")).stream().map(Corpus::published).toList();
  }

  Path eventLogFolder() {
    return folder.resolve("public/eventlogs");
  }

  /** Event logs from public sources. */
  HealthyLogs eventLogs() {
    try {
      return HealthyLogs.below(eventLogFolder());
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
        PublishedLabels.isCertain(confidence),
        PublishedLabels.causes(label));
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
