package io.fizzle.remedy;

import static io.fizzle.remedy.EphemeralUse.Shortage.LIMIT;
import static io.fizzle.remedy.EphemeralUse.Shortage.NODE;
import static io.fizzle.remedy.EphemeralUse.Shortage.VOLUME;
import static io.fizzle.remedy.Runs.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EphemeralUseTest {
  static final String NODE_LOW =
      "The node was low on resource: ephemeral-storage. Threshold quantity: 2146223340, available:"
          + " 1802240Ki. Container spark-kubernetes-executor was using 31457280Ki, request is 0,"
          + " has larger consumption of ephemeral-storage. ";
  static final String POD_LIMIT =
      "Pod ephemeral local storage usage exceeds the total limit of containers 20Gi. ";
  static final String CONTAINER_LIMIT =
      "Container spark-kubernetes-executor exceeded its local ephemeral storage limit \"20Gi\". ";
  static final String EMPTY_DIR =
      "Usage of EmptyDir volume \"spark-local-dir-1\" exceeds the limit \"10Gi\". ";
  static final List<String> WORDS =
      List.of(NODE_LOW, POD_LIMIT, CONTAINER_LIMIT, EMPTY_DIR, "ephemeral-storage", "");

  @Test
  void readsWhatTheLargestConsumerHeldWhenTheNodeWasLow() {
    assertThat(EphemeralUse.parse(NODE_LOW)).isEqualTo(new EphemeralUse(NODE, "", 30 * GIB, 0));
    assertThat(
            EphemeralUse.parse(
                "Container a was using 1Gi, request is 0, has larger consumption of"
                    + " ephemeral-storage. Container b was using 3Gi, request is 0"))
        .isEqualTo(new EphemeralUse(NODE, "", 3 * GIB, 0));
  }

  @Test
  void readsTheLimitOfAContainerOrPod() {
    assertThat(List.of(EphemeralUse.parse(POD_LIMIT), EphemeralUse.parse(CONTAINER_LIMIT)))
        .containsOnly(new EphemeralUse(LIMIT, "", 0, 20 * GIB));
  }

  @Test
  void readsTheVolumeThatOutgrewItsSize() {
    assertThat(EphemeralUse.parse(EMPTY_DIR))
        .isEqualTo(new EphemeralUse(VOLUME, "spark-local-dir-1", 0, 10 * GIB));
    assertThat(EphemeralUse.parse("Usage of EmptyDir volume `$(reboot)` exceeds the limit"))
        .isEqualTo(new EphemeralUse(VOLUME, "", 0, 0));
  }

  @Test
  void proposesTwiceOfWhatIsToldInWholeGibibytes() {
    assertThat(EphemeralUse.parse(NODE_LOW).larger()).isEqualTo("60Gi");
    assertThat(EphemeralUse.parse(NODE_LOW).arithmetic())
        .isEqualTo("2 × 30 GiB used when it was evicted, because the work was not done yet = 60Gi");
    assertThat(
            EphemeralUse.parse(
                    "Pod ephemeral local storage usage exceeds the total limit of containers"
                        + " 512Mi.")
                .larger())
        .isEqualTo("1Gi");
  }

  @Test
  void proposesNoSizeThatNobodyTold() {
    assertThat(EphemeralUse.parse("ephemeral-storage").larger()).isEmpty();
    assertThat(EphemeralUse.parse("Container a was using 999999999999999Ti,").larger()).isEmpty();
    assertThat(EphemeralUse.parse("Container a was using 0,").arithmetic()).isEmpty();
  }
}
