package io.fizzle.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Labelled cases below a folder. A folder is a case where it holds one of
 *
 * <ul>
 *   <li>{@code truth.json} or {@code expected.json}: accepted answers, with the evidence beside it
 *       in a folder {@code evidence}, packed as {@code evidence.zip}, or simply all other files;
 *   <li>{@code case.json} and {@code log.txt}: a published failure with its label.
 * </ul>
 *
 * @param unpacked where packed evidence is unpacked
 */
public record LabelledCases(Path folder, Path unpacked) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEPTH = 6;
  private static final Set<String> LABELS = Set.of("truth.json", "expected.json", "case.json");

  /** A label that cannot be read; its message says which, where, why, and what to write. */
  public static final class BadLabelException extends IOException {
    private static final long serialVersionUID = 1;

    BadLabelException(Path file, String why) {
      super(
          file
              + ": "
              + why
              + ". Write {\"outcome\": \"failed\" or \"succeeded\", \"verdict\": [\"heap-oom\"],"
              + " \"incident\": [\"heap-oom\"]} with the accepted causes' ids");
    }

    BadLabelException(Path file, LabelIds.Unknown unknown) {
      super(file + ":" + unknown.line() + ": " + unknown.says());
    }
  }

  /** All of them, by name; those whose label stands for no cause are left out. */
  public List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path home : homes()) {
      if (Files.exists(home.resolve("case.json"))) {
        addPublished(home, cases);
      } else {
        Path truth = home.resolve("truth.json");
        Path expected = home.resolve("expected.json");
        Truth label = truth(Files.exists(expected) ? expected : truth);
        cases.add(new Case(name(home), group(home), evidence(home), label));
      }
    }
    return cases;
  }

  private Set<Path> homes() throws IOException {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      Set<Path> homes = new LinkedHashSet<>();
      files
          .filter(file -> LABELS.contains(String.valueOf(file.getFileName())))
          .sorted()
          .forEach(file -> homes.add(file.resolve("..").normalize()));
      return homes;
    }
  }

  private String name(Path home) {
    String relative = folder.relativize(home).toString().replace('\\', '/');
    return relative.isEmpty() ? String.valueOf(home.toAbsolutePath().getFileName()) : relative;
  }

  /** {@code scenario/variant} is one of the variants of its scenario. */
  private String group(Path home) {
    String name = name(home);
    int slash = name.lastIndexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  private Path evidence(Path home) throws IOException {
    Path packed = home.resolve("evidence.zip");
    Path evidence = home.resolve("evidence");
    if (Files.exists(packed)) {
      Path target = unpacked.resolve(name(home));
      PackedEvidence.unpack(packed, target);
      return target;
    }
    return Files.isDirectory(evidence) ? evidence : home;
  }

  private void addPublished(Path home, List<Case> cases) throws IOException {
    JsonNode json = json(home.resolve("case.json"));
    Set<String> accepted = PublishedLabels.causes(json.path("label").asText());
    if (PublishedLabels.isCertain(json.path("cause_confidence").asText()) && !accepted.isEmpty()) {
      cases.add(
          new Case(
              name(home) + " " + json.path("key").asText(),
              name(home),
              home.resolve("log.txt"),
              Truth.labelled(accepted)));
    }
  }

  /** What a file like {@code truth.json} says. */
  public static Truth truth(Path file) throws IOException {
    JsonNode json = json(file);
    List<String> verdict = texts(json.path("verdict"));
    if (verdict.isEmpty()) {
      throw new BadLabelException(file, "it names no accepted verdict");
    }
    Optional<LabelIds.Unknown> unknown = LabelIds.firstUnknown(file);
    if (unknown.isPresent()) {
      throw new BadLabelException(file, unknown.get());
    }
    return new Truth(
        json.path("outcome").asText(),
        verdict,
        texts(json.path("incident")),
        texts(json.path("finding")));
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new BadLabelException(file, "it is no JSON: " + e.getOriginalMessage());
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).sorted().toList();
  }
}
