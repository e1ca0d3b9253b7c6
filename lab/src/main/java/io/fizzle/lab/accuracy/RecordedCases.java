package io.fizzle.lab.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.lab.evidence.EvidenceArchive;
import io.fizzle.lab.scenario.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recordings below a folder: each has a {@code truth.json}, and its evidence beside it as a folder
 * {@code evidence/} or packed as {@code evidence.zip}.
 *
 * @param unpacked where packed evidence is unpacked
 */
public record RecordedCases(Path folder, Path unpacked) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEPTH = 4;

  /** All of them, by name. */
  public List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path truth : truths()) {
      cases.add(read(truth.resolve("..").normalize()));
    }
    return cases;
  }

  private List<Path> truths() throws IOException {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.filter(file -> file.endsWith("truth.json")).sorted().toList();
    }
  }

  private Case read(Path recording) throws IOException {
    String name = folder.relativize(recording).toString().replace('\\', '/');
    Path evidence = recording.resolve("evidence");
    Path packed = recording.resolve("evidence.zip");
    if (Files.exists(packed)) {
      evidence = unpacked.resolve(name);
      EvidenceArchive.unpack(packed, evidence);
    }
    return new Case(name, evidence, truth(recording.resolve("truth.json")));
  }

  /** What a recording's {@code truth.json}, or another file of that form, says. */
  public static Truth truth(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    return new Truth(
        json.path("outcome").asText(),
        texts(json.path("verdict")),
        texts(json.path("incident")),
        texts(json.path("finding")));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).sorted().toList();
  }
}
