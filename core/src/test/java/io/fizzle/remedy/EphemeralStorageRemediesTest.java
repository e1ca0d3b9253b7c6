package io.fizzle.remedy;

import static io.fizzle.remedy.EphemeralUseTest.EMPTY_DIR;
import static io.fizzle.remedy.EphemeralUseTest.NODE_LOW;
import static io.fizzle.remedy.EphemeralUseTest.POD_LIMIT;
import static io.fizzle.remedy.EphemeralUseTest.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EphemeralStorageRemediesTest {
  private static final SparkConf PODS = Runs.on(Runs.KUBERNETES, "3.5.7");

  private static List<Remedy> evicted(SparkConf conf, String words) {
    return EphemeralStorageRemedies.evicted(conf, Jvm.EXECUTOR, words, "pool-7");
  }

  private static List<String> commands(List<Remedy> remedies) {
    return remedies.stream()
        .filter(OperatorAction.class::isInstance)
        .map(remedy -> ((OperatorAction) remedy).command())
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void asksForNoCommandOnANodeThatNobodyLogsInTo() {
    for (String words : WORDS) {
      assertThat(commands(evicted(PODS, words)))
          .isNotEmpty()
          .allSatisfy(
              command ->
                  assertThat(command).doesNotContainPattern("(?:^|; |^sudo )(?:df|du|ssh) "));
    }
    assertThat(String.join("\n", commands(evicted(PODS, NODE_LOW))))
        .contains("kubectl describe pod", "kubectl describe node pool-7", "nodes/pool-7/proxy");
  }

  @Test
  void givesAVolumeOfTheSizeThatTheMessageTells() {
    ConfigurationChange claim = Runs.first(evicted(PODS, NODE_LOW));
    String volume = "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.";
    assertThat(claim.changes())
        .filteredOn(change -> change.key().equals(volume + "options.sizeLimit"))
        .extracting(Change::to)
        .containsExactly("60Gi");
    assertThat(claim.arithmetic()).startsWith("2 × 30 GiB used when it was evicted");
    assertThat(Runs.first(evicted(PODS, "ephemeral-storage")).arithmetic())
        .contains("200Gi is a starting point");
  }

  @Test
  void givesTheDriverAVolumeOfItsOwn() {
    List<Remedy> remedies = EphemeralStorageRemedies.evicted(PODS, Jvm.DRIVER, NODE_LOW, "pool-7");
    assertThat(Runs.keys(remedies))
        .isNotEmpty()
        .allMatch(key -> key.startsWith("spark.kubernetes.driver.volumes."));
    assertThat(String.join("\n", commands(remedies)))
        .contains("spark.kubernetes.driver.podTemplateFile=FILE");
  }

  @Test
  void asksTheSchedulerForTheSpaceThroughThePodTemplate() {
    assertThat(commands(evicted(PODS, NODE_LOW)))
        .contains(
            "spark.kubernetes.executor.podTemplateFile=FILE  # in FILE:"
                + " spec.containers[0].resources.requests.ephemeral-storage: 60Gi");
    assertThat(commands(evicted(PODS, POD_LIMIT)))
        .contains(
            "spark.kubernetes.executor.podTemplateFile=FILE  # in FILE:"
                + " spec.containers[0].resources.limits.ephemeral-storage: 40Gi");
  }

  @Test
  void namesNoPodTemplateBeforeSparkHadOne() {
    List<Remedy> old = evicted(Runs.on(Runs.KUBERNETES, "2.4.8"), NODE_LOW);
    assertThat(Runs.keys(old)).isEmpty();
    assertThat(commands(old)).noneMatch(command -> command.contains("podTemplateFile"));
  }

  @Test
  void raisesTheSizeLimitOfTheVolumeThatOutgrewIt() {
    String key = "spark.kubernetes.executor.volumes.emptyDir.spark-local-dir-1.options.sizeLimit";
    SparkConf set = Runs.on(Runs.KUBERNETES, "3.5.7", key, "10Gi");
    assertThat(evicted(set, EMPTY_DIR).get(0).title()).isEqualTo(key + " 10Gi → 20Gi");
    assertThat(evicted(PODS, EMPTY_DIR).get(0).title())
        .isEqualTo(
            "Raise the sizeLimit of the emptyDir volume spark-local-dir-1 to 20Gi where it is"
                + " declared: the pod template or the operator's spec.volumes");
  }

  @Test
  void keepsTheVolumeThatIsThere() {
    SparkConf has =
        Runs.on(
            Runs.KUBERNETES,
            "3.5.7",
            "spark.kubernetes.executor.volumes.hostPath.spark-local-dir-1.mount.path",
            "/data");
    assertThat(Runs.keys(evicted(has, NODE_LOW))).isEmpty();
  }
}
