package io.fizzle.lab.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixProofsTest {
  @TempDir private Path folder;

  @Test
  void keepsTheNewestProofOfEachTrialSorted() throws IOException {
    FixProofs proofs = new FixProofs(folder.resolve("fixes.json"));

    proofs.keep(proof("b/4.1", false));
    proofs.keep(proof("a/4.1", true));
    proofs.keep(proof("b/4.1", true));

    assertThat(proofs.read()).containsExactly(proof("a/4.1", true), proof("b/4.1", true));
  }

  @Test
  void isFixedAtOnceOnlyWhereTheFirstRemedyHelps() {
    Attempt failing = new Attempt(Map.of("k", "1"), false, 9, 0, "the driver ended with status 1");
    Attempt helping = new Attempt(Map.of("k", "2"), true, 9, 0, "");
    FixProof proof = new FixProof("a/4.1", true, 10, 0, List.of(failing, helping), "");

    assertThat(proof.isFixed()).isTrue();
    assertThat(proof.isFixedAtOnce()).isFalse();
  }

  private static FixProof proof(String trial, boolean succeeded) {
    Attempt attempt = new Attempt(Map.of("spark.executor.memory", "1g"), succeeded, 12.5, 99, "");
    return new FixProof(trial, true, 10, 77, List.of(attempt), "");
  }
}
