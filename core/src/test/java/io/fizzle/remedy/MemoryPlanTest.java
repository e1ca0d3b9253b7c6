package io.fizzle.remedy;

import static io.fizzle.remedy.Runs.GIB;
import static io.fizzle.remedy.Runs.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {

  @Test
  void addsATenthOfTheHeapOnYarn() {
    MemoryPlan plan = MemoryPlan.executor(Runs.on("yarn", "3.5.7", "spark.executor.memory", "4g"));
    assertThat(plan.overhead().bytes()).isEqualTo(409 * MIB);
    assertThat(plan.container()).isEqualTo(4505 * MIB);
    assertThat(plan.explain())
        .containsExactly(
            "container 4.4 GiB = heap 4 GiB + overhead 409 MiB (10 %, at least 384 MiB)",
            "unified memory 2.2 GiB = (heap 4 GiB - 300 MiB) × 0.6");
  }

  @Test
  void addsAtLeast384MebibytesToSmallHeaps() {
    MemoryPlan plan = MemoryPlan.executor(Runs.on(Runs.KUBERNETES, "3.5.7"));
    assertThat(plan.container()).isEqualTo(1408 * MIB);
    assertThat(plan.containerText())
        .isEqualTo(
            "container 1.4 GiB = heap 1 GiB + overhead 384 MiB (the least; 10 % would be 102 MiB)");
  }

  @Test
  void takesTheLeastFromItsKeySinceFour() {
    String[] pairs = {"spark.executor.memory", "1g", "spark.executor.minMemoryOverhead", "512m"};
    assertThat(MemoryPlan.executor(Runs.on("yarn", "4.0.1", pairs)).container())
        .isEqualTo(1536 * MIB);
    assertThat(MemoryPlan.executor(Runs.on("yarn", "3.5.7", pairs)).container())
        .isEqualTo(1408 * MIB);
  }

  @Test
  void takesTheFactorFromItsKeySinceThreeThree() {
    String[] pairs = {"spark.executor.memory", "10g", "spark.executor.memoryOverheadFactor", "0.2"};
    assertThat(MemoryPlan.executor(Runs.on("yarn", "3.3.4", pairs)).overhead().bytes())
        .isEqualTo(2048 * MIB);
    assertThat(MemoryPlan.executor(Runs.on("yarn", "3.2.4", pairs)).overhead().bytes())
        .isEqualTo(1024 * MIB);
  }

  @Test
  void usesTheOldKubernetesFactorWhereTheNewOneIsNotSet() {
    SparkConf conf =
        Runs.on(
            Runs.KUBERNETES,
            "3.5.7",
            "spark.executor.memory",
            "10g",
            "spark.kubernetes.memoryOverheadFactor",
            "0.4");
    assertThat(MemoryPlan.executor(conf).overhead().bytes()).isEqualTo(4096 * MIB);
    assertThat(
            MemoryPlan.executor(conf.with("spark.executor.memoryOverheadFactor", "0.1"))
                .overhead()
                .bytes())
        .isEqualTo(1024 * MIB);
  }

  @Test
  void givesPythonOnKubernetesInClusterModeFortyPercent() {
    SparkConf conf =
        Runs.on(
            Runs.KUBERNETES,
            "3.5.7",
            "spark.executor.memory",
            "10g",
            "spark.submit.deployMode",
            "cluster",
            "spark.kubernetes.resource.type",
            "python");
    assertThat(MemoryPlan.executor(conf).overhead().bytes()).isEqualTo(4096 * MIB);
  }

  @Test
  void addsOffHeapAndPythonToTheRequest() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.executor.memory",
            "4g",
            "spark.executor.memoryOverhead",
            "512m",
            "spark.memory.offHeap.enabled",
            "true",
            "spark.memory.offHeap.size",
            "1g",
            "spark.yarn.isPython",
            "true",
            "spark.executor.pyspark.memory",
            "2g");
    assertThat(MemoryPlan.executor(conf).container()).isEqualTo(7 * GIB + 512 * MIB);
    assertThat(MemoryPlan.executor(conf).containerText())
        .isEqualTo(
            "container 7.5 GiB = heap 4 GiB + overhead 512 MiB (set) + off-heap 1 GiB"
                + " + Python 2 GiB");
  }

  @Test
  void knowsThatOldVersionsDoNotAskForOffHeapMemory() {
    String[] pairs = {"spark.memory.offHeap.enabled", "true", "spark.memory.offHeap.size", "1g"};
    MemoryPlan plan = MemoryPlan.executor(Runs.on(Runs.KUBERNETES, "3.0.3", pairs));
    assertThat(plan.container()).isEqualTo(1408 * MIB);
    assertThat(plan.explain())
        .contains(
            "off-heap 1 GiB is not part of the request in this version: it has to fit into the"
                + " overhead");
    assertThat(MemoryPlan.executor(Runs.on("yarn", "3.0.3", pairs)).container())
        .isEqualTo(2432 * MIB);
  }

  @Test
  void hasNoContainerOnAStandaloneCluster() {
    SparkConf conf =
        Runs.on(
            Runs.STANDALONE,
            "3.5.7",
            "spark.executor.memory",
            "2g",
            "spark.executor.memoryOverhead",
            "1g");
    MemoryPlan plan = MemoryPlan.executor(conf);
    assertThat(plan.contained()).isFalse();
    assertThat(plan.container()).isEqualTo(2 * GIB);
    assertThat(plan.containerText())
        .isEqualTo("heap 2 GiB, no container: nothing limits memory outside of it");
  }

  @Test
  void takesTheDriversMemoryInLocalMode() {
    SparkConf conf =
        Runs.on("local[4]", "3.5.7", "spark.executor.memory", "8g", "spark.driver.memory", "2g");
    MemoryPlan plan = MemoryPlan.executor(conf);
    assertThat(plan.jvm()).isEqualTo(Jvm.DRIVER);
    assertThat(plan.heap()).isEqualTo(2 * GIB);
  }

  @Test
  void sizesTheDriversContainerInClusterModeOnly() {
    SparkConf client = Runs.on("yarn", "3.5.7", "spark.driver.memory", "2g");
    assertThat(MemoryPlan.driver(client).contained()).isFalse();
    MemoryPlan plan = MemoryPlan.driver(client.with("spark.submit.deployMode", "cluster"));
    assertThat(plan.container()).isEqualTo(2432 * MIB);
  }

  @Test
  void sharesUnifiedMemoryAmongTasks() {
    MemoryPlan plan =
        MemoryPlan.executor(Runs.on(Runs.STANDALONE, "3.5.7", "spark.executor.memory", "1g"));
    assertThat(plan.unified()).isEqualTo((long) (724 * MIB * 0.6));
    assertThat(plan.storage()).isEqualTo(plan.unified() / 2);
    assertThat(plan.perTask(4)).isEqualTo(plan.unified() / 4);
    assertThat(plan.perTask(0)).isEqualTo(plan.unified());
  }

  @Property
  void neverOverflowsWhateverIsConfigured(
      @ForAll @StringLength(max = 25) String memory, @ForAll("numbers") String factor) {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.executor.memory",
            memory,
            "spark.executor.memoryOverheadFactor",
            factor);
    MemoryPlan plan = MemoryPlan.executor(conf);
    assertThat(plan.container()).isGreaterThanOrEqualTo(plan.heap()).isNotNegative();
    assertThat(plan.explain()).isNotEmpty();
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> numbers() {
    return net.jqwik.api.Arbitraries.of(
        "0", "0.1", "1", "999999999", "1e99", "-1", "NaN", "", "9007199254740993p");
  }
}
