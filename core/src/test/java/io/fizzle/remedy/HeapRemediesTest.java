package io.fizzle.remedy;

import static io.fizzle.remedy.Runs.GIB;
import static io.fizzle.remedy.Runs.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapRemediesTest {

  private static HeapUse live(long bytes) {
    return new HeapUse(Jvm.EXECUTOR, bytes, -1, 0, false);
  }

  @Test
  void raisesTheHeapAQuarterAboveTheMeasuredNeed() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.memory", "4g");
    ConfigurationChange change = Runs.first(HeapRemedies.heapOutOfMemory(conf, live(3600 * MIB)));
    assertThat(change.key()).isEqualTo("spark.executor.memory");
    assertThat(change.from()).isEqualTo("4g");
    assertThat(change.to()).isEqualTo("4608m");
    assertThat(change.arithmetic())
        .isEqualTo(
            "measured need 3.5 GiB × 1.25 = 4.4 GiB, rounded up to 4.5 GiB; then container 4.9 GiB"
                + " = heap 4.5 GiB + overhead 460 MiB (10 %, at least 384 MiB)");
    assertThat(change.risk().text())
        .isEqualTo(
            "each executor container grows from 4.4 GiB to 4.9 GiB and must fit a node and"
                + " yarn.scheduler.maximum-allocation-mb");
  }

  @Test
  void doublesTheHeapWhereTheNeedWasNotMeasured() {
    SparkConf conf = Runs.on(Runs.STANDALONE, "4.1.1");
    ConfigurationChange change =
        Runs.first(HeapRemedies.heapOutOfMemory(conf, HeapUse.unknown(Jvm.EXECUTOR)));
    assertThat(change.title()).isEqualTo("spark.executor.memory default 1g → 2g");
    assertThat(change.arithmetic()).isEqualTo("need not measured, so doubled: 2 × 1 GiB = 2 GiB");
    assertThat(change.risk().text())
        .isEqualTo(
            "each worker must offer 2 GiB (SPARK_WORKER_MEMORY) for an executor instead of 1 GiB");
  }

  @Test
  void doublesTheHeapWhereTheLiveDataWereCutOffByIt() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.memory", "512m");
    ConfigurationChange change = Runs.first(HeapRemedies.heapOutOfMemory(conf, live(508 * MIB)));
    assertThat(change.to()).isEqualTo("1024m");
    assertThat(change.arithmetic())
        .startsWith(
            "508 MiB of 512 MiB were live, so the need is more than the heap, so doubled: 2 × 512"
                + " MiB = 1 GiB");
  }

  @Test
  void doublesTheHeapForOneAllocationTooLarge() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.memory", "4g");
    assertThat(Runs.first(HeapRemedies.heapOutOfMemory(conf, live(GIB))).arithmetic())
        .startsWith(
            "1 GiB of 4 GiB stayed live after a full collection, and the rest was not enough");
  }

  @Test
  void staysBelowThirtyTwoGibibytesWhereThatIsEnough() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.memory", "16g");
    assertThat(Runs.first(HeapRemedies.heapOutOfMemory(conf, live(-1))).to()).isEqualTo("31g");
  }

  @Test
  void halvesTheTasksThatRunAtOnce() {
    SparkConf conf =
        Runs.on("yarn", "3.5.7", "spark.executor.memory", "4g", "spark.executor.cores", "8");
    ConfigurationChange fewer = Runs.change(HeapRemedies.heapOutOfMemory(conf, live(-1)).get(1));
    assertThat(fewer.title()).isEqualTo("spark.executor.cores 8 → 4");
    assertThat(fewer.arithmetic())
        .isEqualTo(
            "8 tasks at once: unified memory 2.2 GiB = (heap 4 GiB - 300 MiB) × 0.6, 284.7 MiB for"
                + " each; with 4 tasks 569.4 MiB");
  }

  @Test
  void halvesTheTasksByTheirCpusWhereAWorkerGivesAllItsCores() {
    SparkConf conf = Runs.on(Runs.STANDALONE, "3.5.7");
    HeapUse use = new HeapUse(Jvm.EXECUTOR, -1, -1, 4, false);
    assertThat(Runs.keys(HeapRemedies.heapOutOfMemory(conf, use)))
        .containsExactly(
            "spark.executor.memory", "spark.task.cpus", "spark.sql.shuffle.partitions");
  }

  @Test
  void doesNotHalveASingleTask() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    assertThat(Runs.keys(HeapRemedies.heapOutOfMemory(conf, live(-1))))
        .containsExactly("spark.executor.memory", "spark.sql.shuffle.partitions");
  }

  @Test
  void changesTheDriverAndTheMasterInLocalMode() {
    SparkConf conf = Runs.on("local[4]", "3.5.7", "spark.executor.memory", "8g");
    List<Remedy> remedies = HeapRemedies.heapOutOfMemory(conf, live(-1));
    assertThat(Runs.titles(remedies))
        .containsExactly(
            "spark.driver.memory default 1g → 2g",
            "spark.master local[4] → local[2]",
            "spark.sql.shuffle.partitions default 200 → 400");
    assertThat(remedies.get(0).why()).contains("--driver-memory 2g");
  }

  @Test
  void addsMemoryFirstAndThenSplitsThePartitionThatFailsEverywhere() {
    HeapUse use = new HeapUse(Jvm.EXECUTOR, -1, -1, 2, true);
    List<Remedy> old = HeapRemedies.heapOutOfMemory(Runs.on("yarn", "3.1.3"), use);
    assertThat(old.get(0).title()).startsWith("spark.executor.memory");
    assertThat(old.get(1).title()).isEqualTo("spark.sql.adaptive.enabled default false → true");
    assertThat(old.get(2)).isInstanceOf(CodeChange.class);
    List<Remedy> now = HeapRemedies.heapOutOfMemory(Runs.on("yarn", "3.5.7"), use);
    assertThat(now.get(0).title()).startsWith("spark.executor.memory");
    assertThat(now.get(1)).isInstanceOf(CodeChange.class);
  }

  @Test
  void sendsADriversHeapToTheDriversRemedies() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    assertThat(Runs.titles(HeapRemedies.heapOutOfMemory(conf, HeapUse.unknown(Jvm.DRIVER))))
        .containsExactly(
            "spark.driver.memory default 1g → 2g",
            "Write results from the executors instead of bringing them to the driver");
  }

  @Test
  void neverRaisesATimeoutForGc() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.cores", "4");
    assertThat(Runs.keys(HeapRemedies.gcStall(conf, live(-1))))
        .containsExactly(
            "spark.executor.memory", "spark.executor.cores", "spark.sql.shuffle.partitions");
    assertThat(Runs.keys(HeapRemedies.gcThrash(conf, live(-1))))
        .noneMatch(key -> key.contains("imeout") || key.contains("heartbeat"));
  }

  @Test
  void restoresATimeoutSetBelowTheDefaultButLast() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.network.timeout", "20s");
    List<Remedy> remedies = HeapRemedies.gcStall(conf, live(-1));
    assertThat(remedies.get(0).title()).startsWith("spark.executor.memory");
    assertThat(remedies.get(remedies.size() - 1).title())
        .isEqualTo("spark.network.timeout 20s → 120s");
  }

  @Test
  void replacesACollectorWithLongPauses() {
    SparkConf chosen =
        Runs.on("yarn", "3.5.7", "spark.executor.extraJavaOptions", "-XX:+UseParallelGC -Da=1");
    assertThat(Runs.titles(HeapRemedies.gcStall(chosen, live(-1))))
        .contains("spark.executor.extraJavaOptions -XX:+UseParallelGC -Da=1 → -Da=1 -XX:+UseG1GC");
    SparkConf eight = Runs.onJava(8, "yarn", "2.4.8");
    assertThat(Runs.titles(HeapRemedies.gcStall(eight, live(-1))))
        .contains("spark.executor.extraJavaOptions not set → -XX:+UseG1GC");
    SparkConf seventeen = Runs.on("yarn", "3.5.7");
    assertThat(Runs.keys(HeapRemedies.gcStall(seventeen, live(-1))))
        .doesNotContain("spark.executor.extraJavaOptions");
  }

  @Test
  void givesExecutionMoreMemoryForEachTaskAndNeverALowerFraction() {
    SparkConf conf =
        Runs.on("yarn", "3.5.7", "spark.executor.cores", "4", "spark.memory.fraction", "0.4");
    assertThat(Runs.titles(HeapRemedies.executionMemory(conf, live(-1))))
        .containsExactly(
            "spark.memory.fraction 0.4 → 0.6",
            "spark.executor.cores 4 → 2",
            "spark.sql.shuffle.partitions default 200 → 400",
            "spark.executor.memory default 1g → 2g");
  }

  @Test
  void enlargesOffHeapMemoryWhereTasksUseIt() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.memory.offHeap.enabled",
            "true",
            "spark.memory.offHeap.size",
            "1g");
    assertThat(Runs.keys(HeapRemedies.executionMemory(conf, live(-1))))
        .contains("spark.memory.offHeap.size")
        .doesNotContain("spark.executor.memory");
  }

  @Test
  void offersNoMemoryForAnArrayThatNoMemoryAllows() {
    assertThat(Runs.keys(HeapRemedies.arrayLimit(Runs.on("yarn", "3.5.7"))))
        .containsExactly("spark.sql.shuffle.partitions");
  }
}
