package io.fizzle.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first remedy of a few lines that are all somebody has: it fits what these lines tell. */
class FragmentRemediesTest {
  @TempDir Path folder;

  @Test
  void aDriverInAContainerOfYarnGetsMoreRoomInIt() throws IOException {
    assertThat(
            firstRemedy(
                "Diagnostics: Container"
                    + " [pid=4711,containerID=container_1772615000000_0012_01_000001] is running"
                    + " beyond physical memory limits. Current usage: 5.5 GB of 5.5 GB physical"
                    + " memory used; 7.8 GB of 27.5 GB virtual memory used. Killing container."))
        .startsWith("spark.driver.memoryOverhead");
  }

  @Test
  void anEvictionForStorageIsAboutDisks() throws IOException {
    assertThat(
            firstRemedy(
                "The node was low on resource: ephemeral-storage. Container spark-kubernetes-driver"
                    + " was using 96Mi, which exceeds its request of 0."))
        .doesNotStartWith("Find what the node ran short of");
  }

  @Test
  void aQuotaThatWantsLimitsIsAnsweredWithTheKeysThatSetThem() throws IOException {
    assertThat(
            firstRemedy(
                "26/02/13 12:15:10 ERROR Utils: Uncaught exception in thread"
                    + " kubernetes-executor-snapshots-subscribers-1\n"
                    + "io.fabric8.kubernetes.client.KubernetesClientException: Failure executing:"
                    + " POST at: https://kubernetes.default.svc/api/v1/namespaces/a/pods. Message:"
                    + " pods \"a-exec-1\" is forbidden: failed quota: compute: must specify"
                    + " limits.cpu."))
        .startsWith("Give the pods the CPU limit");
  }

  private String firstRemedy(String text) throws IOException {
    Path file = folder.resolve("pasted.txt");
    Files.writeString(file, text + "\n");
    return Diagnosed.of(List.of(file)).main().orElseThrow().remedies().get(0).title();
  }
}
