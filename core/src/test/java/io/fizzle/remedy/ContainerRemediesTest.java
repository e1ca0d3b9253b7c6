package io.fizzle.remedy;

import static io.fizzle.remedy.Runs.GIB;
import static io.fizzle.remedy.Runs.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerRemediesTest {

  private static ContainerUse use(long used, long limit, long heap, long outside, long python) {
    return new ContainerUse(Jvm.EXECUTOR, used, limit, heap, outside, python);
  }

  @Test
  void raisesTheOverheadByWhatWasMeasuredOutsideOfTheHeap() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.executor.memory",
            "3g",
            "spark.executor.memoryOverhead",
            "384m");
    ContainerUse use = use(4300 * MIB, 3456 * MIB, -1, 1126 * MIB, -1);
    ConfigurationChange change = Runs.first(ContainerRemedies.containerOutOfMemory(conf, use));
    assertThat(change.title()).isEqualTo("spark.executor.memoryOverhead 384m → 1536m");
    assertThat(change.arithmetic())
        .isEqualTo(
            "4.2 GiB used of 3.4 GiB: outside of the heap up to 1.1 GiB; × 1.25, rounded up to"
                + " 1.5 GiB; then container 4.5 GiB = heap 3 GiB + overhead 1.5 GiB (set)");
  }

  @Test
  void takesWhatTheKillProvesWhereNothingWasMeasured() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.memory", "4g");
    ContainerUse use = use(4813 * MIB, 4608 * MIB, -1, -1, -1);
    ConfigurationChange change = Runs.first(ContainerRemedies.containerOutOfMemory(conf, use));
    assertThat(change.title()).isEqualTo("spark.executor.memoryOverhead default 409m → 1g");
    assertThat(change.arithmetic())
        .startsWith(
            "4.7 GiB used of 4.5 GiB: heap at most 4 GiB, so at least 717 MiB outside of it;"
                + " × 1.25, rounded up to 1 GiB");
  }

  @Test
  void doublesTheOverheadWhereTheKillAtTheLimitTellsNoMore() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.5.7", "spark.executor.memory", "8g");
    ConfigurationChange change =
        Runs.first(
            ContainerRemedies.containerOutOfMemory(conf, ContainerUse.unknown(Jvm.EXECUTOR)));
    assertThat(change.title()).isEqualTo("spark.executor.memoryOverhead default 819m → 1792m");
    assertThat(change.why()).contains("larger heap").doesNotContain("spark.executor.memory ");
  }

  @Test
  void leavesAnOldNameForTheNewOne() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.yarn.executor.memoryOverhead", "512");
    ConfigurationChange change =
        Runs.first(
            ContainerRemedies.containerOutOfMemory(conf, ContainerUse.unknown(Jvm.EXECUTOR)));
    assertThat(change.title()).isEqualTo("spark.executor.memoryOverhead 512 → 1g");
  }

  @Test
  void movesMemoryFromAHeapThatWasNeverFull() {
    SparkConf conf =
        Runs.on(
            Runs.KUBERNETES,
            "3.5.7",
            "spark.executor.memory",
            "8g",
            "spark.executor.memoryOverhead",
            "1g");
    List<Remedy> remedies =
        ContainerRemedies.containerOutOfMemory(conf, use(-1, -1, 3 * GIB, 2 * GIB, -1));
    assertThat(Runs.titles(remedies))
        .contains("spark.executor.memory 8g → 3840m; spark.executor.memoryOverhead 1g → 5376m");
    assertThat(Runs.change(remedies.get(1)).arithmetic()).endsWith("container stays at 9 GiB");
  }

  @Test
  void doesNotShrinkAHeapThatWasUsed() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.5.7", "spark.executor.memory", "4g");
    assertThat(
            Runs.keys(
                ContainerRemedies.containerOutOfMemory(conf, use(-1, -1, 3800 * MIB, GIB, -1))))
        .containsExactly("spark.executor.memoryOverhead");
  }

  @Test
  void raisesThePythonShareWherePythonFilledIt() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.executor.memory",
            "4g",
            "spark.yarn.isPython",
            "true",
            "spark.executor.pyspark.memory",
            "1g");
    List<Remedy> remedies =
        ContainerRemedies.containerOutOfMemory(conf, use(-1, -1, -1, -1, 1000 * MIB));
    assertThat(remedies.get(0).title()).isEqualTo("spark.executor.pyspark.memory 1g → 1280m");
    assertThat(Runs.keys(remedies)).contains("spark.sql.execution.arrow.maxRecordsPerBatch");
  }

  @Test
  void neverTouchesTheOverheadWhereSparkAsksForNoContainer() {
    SparkConf conf = Runs.on(Runs.STANDALONE, "3.5.7", "spark.executor.memory", "2g");
    List<Remedy> remedies =
        ContainerRemedies.containerOutOfMemory(conf, use(-1, 2 * GIB, -1, 600 * MIB, -1));
    assertThat(remedies.get(0)).isInstanceOf(OperatorAction.class);
    assertThat(remedies.get(0).title())
        .isEqualTo(
            "Raise the memory limit of the cgroup or machine that holds the executor to at least"
                + " 2.8 GiB for each");
    assertThat(Runs.titles(remedies)).contains("spark.executor.memory 2g → 1280m");
    assertThat(Runs.keys(remedies)).doesNotContain("spark.executor.memoryOverhead");
  }

  @Test
  void sizesTheDriversContainerByTheDriversKeys() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.5.7", "spark.submit.deployMode", "cluster");
    assertThat(
            Runs.keys(
                ContainerRemedies.containerOutOfMemory(conf, ContainerUse.unknown(Jvm.DRIVER))))
        .containsExactly("spark.driver.memoryOverhead");
  }

  @Test
  void givesPythonWorkersRoomOutsideOfTheHeap() {
    SparkConf conf =
        Runs.on("yarn", "3.5.7", "spark.executor.cores", "4", "spark.yarn.isPython", "true");
    assertThat(
            Runs.titles(ContainerRemedies.pythonWorker(conf, ContainerUse.unknown(Jvm.EXECUTOR))))
        .containsExactly(
            "spark.executor.memoryOverhead default 384m → 768m",
            "spark.executor.cores 4 → 2",
            "spark.sql.execution.arrow.maxRecordsPerBatch default 10000 → 2000",
            "Take pandas out of where whole groups or partitions are held at once",
            "spark.python.worker.faulthandler.enabled default false → true");
  }

  @Test
  void asksTheAdministratorForNodesAndAddressSpace() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.5.7");
    assertThat(ContainerRemedies.nodeMemory(conf, "node-7"))
        .hasOnlyElementsOfType(OperatorAction.class);
    assertThat(ContainerRemedies.nodeMemory(conf, "node-7").get(0).title()).contains("node-7");
    assertThat(ContainerRemedies.virtualMemory().get(0).title())
        .contains("yarn.nodemanager.vmem-check-enabled=false");
  }
}
