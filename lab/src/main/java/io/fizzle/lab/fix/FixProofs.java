package io.fizzle.lab.fix;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The file in which proofs of fixes are kept: one for each trial, the newest. */
public record FixProofs(Path file) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** All that is kept, sorted by trial; empty where there is no file. */
  public List<FixProof> read() throws IOException {
    return Files.exists(file)
        ? JSON.readValue(file.toFile(), new TypeReference<List<FixProof>>() {})
        : List.of();
  }

  /** Keeps a proof instead of an older one of the same trial. */
  public void keep(FixProof proof) throws IOException {
    List<FixProof> all = new ArrayList<>(read());
    all.removeIf(old -> old.trial().equals(proof.trial()));
    all.add(proof);
    all.sort(Comparator.comparing(FixProof::trial));
    Files.writeString(file, JSON.writeValueAsString(all) + "\n");
  }
}
