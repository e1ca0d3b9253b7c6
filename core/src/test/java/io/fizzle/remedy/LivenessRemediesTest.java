package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessRemediesTest {

  @Test
  void looksForWhatFrozeTheProcess() {
    List<Remedy> remedies = LivenessRemedies.heartbeatLost(Runs.on("yarn", "3.5.7"), "node-3");
    assertThat(remedies).hasOnlyElementsOfType(OperatorAction.class);
    assertThat(remedies.get(0).title()).contains("node-3");
  }

  @Test
  void restoresTimeoutsThatLeaveNoChanceToBeHeard() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.network.timeout",
            "60s",
            "spark.executor.heartbeatInterval",
            "30s");
    assertThat(Runs.titles(LivenessRemedies.heartbeatLost(conf, "")).subList(0, 2))
        .containsExactly(
            "spark.network.timeout 60s → 120s", "spark.executor.heartbeatInterval 30s → 10s");
  }

  @Test
  void restoresTheTimeoutThatIsInForce() {
    SparkConf conf = Runs.on("yarn", "3.0.3", "spark.storage.blockManagerSlaveTimeoutMs", "15000");
    assertThat(Runs.first(LivenessRemedies.heartbeatLost(conf, "")).title())
        .isEqualTo("spark.storage.blockManagerSlaveTimeoutMs 15000 → 120s");
  }

  @Test
  void leavesLongTimeoutsAlone() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.network.timeout",
            "800s",
            "spark.executor.heartbeatInterval",
            "60s");
    assertThat(Runs.keys(LivenessRemedies.heartbeatLost(conf, ""))).isEmpty();
  }

  @Test
  void changesNoMemoryForAKillWithoutAMemoryLimit() {
    for (String master : List.of("yarn", Runs.KUBERNETES, Runs.STANDALONE)) {
      List<Remedy> remedies =
          LivenessRemedies.killedExternally(Runs.on(master, "3.5.7"), "executor", "node-3");
      assertThat(remedies).singleElement().isInstanceOf(OperatorAction.class);
      assertThat(remedies.get(0).title()).contains("executor on node-3");
    }
  }

  @Test
  void answersPreemptionWithQueuesAndDecommissioning() {
    List<Remedy> yarn = LivenessRemedies.preempted(Runs.on("yarn", "3.5.7"));
    assertThat(Runs.keys(yarn)).contains("spark.decommission.enabled");
    assertThat(yarn.get(yarn.size() - 1).title()).contains("queue");
    assertThat(Runs.keys(LivenessRemedies.preempted(Runs.on("yarn", "2.4.8")))).isEmpty();
  }

  @Test
  void answersEvictionByWhatTheNodeWasShortOf() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.5.7");
    assertThat(
            LivenessRemedies.evicted(conf, Jvm.EXECUTOR, "ephemeral-storage", "n1").get(0).title())
        .contains("spark-local-dir-1");
    assertThat(LivenessRemedies.evicted(conf, Jvm.EXECUTOR, "memory", "n1").get(0).title())
        .contains("n1");
    assertThat(LivenessRemedies.evicted(conf, Jvm.EXECUTOR, "pids", "n1").get(0).title())
        .endsWith("pids");
  }

  @Test
  void looksAfterANodeThatWasLost() {
    List<Remedy> remedies = LivenessRemedies.nodeLost(Runs.on("yarn", "2.4.8"), "node-3");
    assertThat(remedies).singleElement().isInstanceOf(OperatorAction.class);
    assertThat(((OperatorAction) remedies.get(0)).command()).contains("node-3");
  }
}
