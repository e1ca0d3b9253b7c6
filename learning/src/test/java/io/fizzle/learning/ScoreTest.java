package io.fizzle.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.learning.Score.Mark;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreTest {
  @Test
  void aFailureIsRightWhereOutcomeVerdictAndIncidentAre() {
    Said said = said("failed", "heap-oom", 0.98, "heap-oom", 1);

    assertThat(Score.complete(Truth.failedOf("heap-oom"), said).mark()).isEqualTo(Mark.RIGHT);
    assertThat(Score.complete(Truth.failedOf("gc-stall"), said).mark()).isEqualTo(Mark.WRONG);
    assertThat(Score.complete(Truth.failedOf("gc-stall"), said).wrong()).isEqualTo(0.98);
  }

  @Test
  void aRecoveredRunMustNameItsIncident() {
    Truth truth = Truth.recoveredFrom("killed-externally");

    assertThat(
            Score.complete(truth, said("succeeded", "healthy", 0.97, "killed-externally", 1))
                .mark())
        .isEqualTo(Mark.RIGHT);
    assertThat(Score.complete(truth, said("succeeded", "healthy", 0.97, "", 1)).mark())
        .isEqualTo(Mark.OPEN);
    assertThat(Score.complete(truth, said("succeeded", "healthy", 0.97, "heap-oom", 1)).mark())
        .isEqualTo(Mark.WRONG);
  }

  @Test
  void aHealthyRunWithAnIncidentIsNotRight() {
    Said said = said("succeeded", "healthy", 0.97, "heap-oom", 1);

    assertThat(Score.complete(Truth.healthy(), said).mark()).isEqualTo(Mark.WRONG);
  }

  @Test
  void withPartOfTheEvidenceSilenceIsOpenAndAFalseClaimIsWrong() {
    Truth truth = Truth.failedOf("gc-stall");

    assertThat(Score.partial(truth, said("unknown", "undetermined", 0, "", 1)).mark())
        .isEqualTo(Mark.OPEN);
    assertThat(Score.partial(truth, said("unknown", "heartbeat-lost", 0.62, "", 1)).mark())
        .isEqualTo(Mark.WRONG);
  }

  private static Said said(
      String outcome, String verdict, double confidence, String cause, int troubles) {
    return new Said(outcome, verdict, confidence, cause, confidence, troubles, Set.of());
  }
}
