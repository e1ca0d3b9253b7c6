package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.MachineSignal.ContainerExited;
import org.junit.jupiter.api.Test;

/** How the one who submitted a driver's pod describes its containers. */
class ContainerLinesTest {
  private static final String WATCHED =
      """
      26/03/27 03:33:14 INFO LoggingPodStatusWatcherImpl: Container final statuses:


      \t container name: spark-kubernetes-driver
      \t container image: registry.example.net/spark:3.5.5
      \t container state: terminated
      \t exit code: 137
      """;

  @Test
  void theLineThatTellsTheReasonOfTheEndIsCited() {
    assertThat(exited(WATCHED + "\t termination reason: OOMKilled\n").evidence().excerpt())
        .isEqualTo("termination reason: OOMKilled");
  }

  @Test
  void whereNoReasonIsToldItsExitCodeIs() {
    ContainerExited exited = exited(WATCHED);

    assertThat(exited.evidence().excerpt()).isEqualTo("exit code: 137");
    assertThat(exited.evidence().line()).isEqualTo(7);
  }

  private static ContainerExited exited(String log) {
    return Logs.read(log).only(ContainerExited.class);
  }
}
