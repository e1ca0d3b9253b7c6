package io.fizzle.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remedy starts from the size that the processes tell, never from a default that is a guess. */
class ToldSizesTest {
  private static final String PROFILE =
      """
      26/11/20 09:00:00 INFO SparkContext: Running Spark version 3.5.1
      26/11/20 09:00:01 INFO ResourceProfile: Default ResourceProfile created, executor resources: \
      Map(cores -> name: cores, amount: 4, script: , vendor: , memory -> name: memory, amount: 8192, \
      script: , vendor: , offHeap -> name: offHeap, amount: 0, script: , vendor: ), task resources: \
      Map(cpus -> name: cpus, amount: 1.0)
      26/11/20 09:00:02 INFO ExecutorPodsAllocator: Going to request 1 executors from Kubernetes for \
      ResourceProfile Id: 0, target: 1, known: 0, sharedSlotFromPendingPods: 2147483647.
      """;

  private static final String BLOCK_MANAGER =
      """
      26/11/20 09:00:11 INFO BlockManagerMasterEndpoint: Registering block manager \
      10.0.3.12:41873 with 4.6 GiB RAM, BlockManagerId(2, 10.0.3.12, 41873, None)
      """;

  private static final String HEAP_LOST =
      """
      26/11/20 09:14:31 WARN TaskSetManager: Lost task 5.0 in stage 2.0 (TID 17) (10.0.3.12 \
      executor 2): java.lang.OutOfMemoryError: Java heap space
      \tat app.Main.grow(Main.java:70)
      26/11/20 09:14:33 ERROR TaskSchedulerImpl: Lost executor 2 on 10.0.3.12: The executor with id \
      2 exited with exit code 52(Uncaught exception, out of memory).
      """;

  private static final String CONTAINER_LOST =
      """
      26/11/20 09:14:33 ERROR TaskSchedulerImpl: Lost executor 2 on 10.0.3.12: The executor with id \
      2 exited with exit code 137(SIGKILL, possible container OOM).

      The API gave the following container statuses:

           container name: spark-kubernetes-executor
           container image: registry/orders:1
           container state: terminated
           container started at: 2026-11-20T09:00:05Z
           container finished at: 2026-11-20T09:14:31Z
           exit code: 137
           termination reason: OOMKilled
      """;

  @TempDir Path folder;

  @Test
  void theHeapIsTheOneThatTheDefaultResourceProfileAsksFor() throws IOException {
    assertThat(first(PROFILE + HEAP_LOST)).isEqualTo("spark.executor.memory 8192m → 16g");
  }

  @Test
  void theOverheadFollowsFromThatHeap() throws IOException {
    assertThat(first(PROFILE + CONTAINER_LOST))
        .isEqualTo("spark.executor.memoryOverhead unknown (default 819m) → 1792m");
  }

  @Test
  void aBlockManagerTellsAboutHowLargeTheHeapIs() throws IOException {
    assertThat(first(BLOCK_MANAGER + HEAP_LOST)).isEqualTo("spark.executor.memory about 8g → 16g");
  }

  @Test
  void theCommandOfTheEntrypointTellsTheHeap() throws IOException {
    assertThat(
            first(
                """
                + exec /usr/bin/tini -s -- /opt/java/openjdk/bin/java -Dspark.driver.port=7078 \
                -Xms8192m -Xmx8192m -cp ':/opt/spark/jars/*:' \
                org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend --driver-url \
                spark://CoarseGrainedScheduler@orders-svc:7078 --executor-id 2 --cores 4 --app-id \
                spark-8f1c --hostname 10.0.3.12
                26/11/20 09:00:10 INFO MemoryStore: MemoryStore started with capacity 4.6 GiB
                26/11/20 09:14:31 ERROR Executor: Exception in task 5.0 in stage 2.0 (TID 17)
                java.lang.OutOfMemoryError: Java heap space
                \tat app.Main.grow(Main.java:70)
                26/11/20 09:14:31 ERROR SparkUncaughtExceptionHandler: Uncaught exception in thread \
                Thread[Executor task launch worker for task 5.0 in stage 2.0 (TID 17),5,main]
                java.lang.OutOfMemoryError: Java heap space
                \tat app.Main.grow(Main.java:70)
                """))
        .isEqualTo("spark.executor.memory 8192m → 16g");
  }

  @Test
  void yarnsLaunchContextTellsTheHeap() throws IOException {
    assertThat(
            first(
                """
                24/03/05 10:00:03 INFO YarnAllocator:
                ===============================================================================
                Default YARN executor launch context:
                  env:
                    CLASSPATH -> {{PWD}}<CPS>{{PWD}}/__spark_conf__
                  command:
                    {{JAVA_HOME}}/bin/java \\
                      -server \\
                      -Xmx6144m \\
                      org.apache.spark.executor.YarnCoarseGrainedExecutorBackend \\
                      --executor-id \\
                      <executorId> \\
                      --cores \\
                      4

                  resources:
                    __spark_conf__ -> resource { scheme: "hdfs" }
                ===============================================================================
                """
                    + HEAP_LOST))
        .isEqualTo("spark.executor.memory 6144m → 12g");
  }

  private static final String YARN =
      """
      24/03/05 10:00:00 INFO SparkContext: Running Spark version 3.3.2
      24/03/05 10:00:02 INFO Client: Verifying our application has not requested more than the \
      maximum memory capability of the cluster (%d MB per container)
      24/03/05 10:00:06 INFO Client: Submitting application application_1700000000001_0042 to \
      ResourceManager
      24/03/05 10:00:10 INFO MemoryStore: MemoryStore started with capacity 2.2 GiB
      24/03/05 10:00:11 INFO BlockManagerMasterEndpoint: Registering block manager \
      node-2:41873 with 3.4 GiB RAM, BlockManagerId(2, node-2, 41873, None)
      """;

  private static final String HEAP_LOST_ON_YARN =
      """
      24/03/05 10:14:31 WARN TaskSetManager: Lost task 5.0 in stage 2.0 (TID 17) (node-2 \
      executor 2): java.lang.OutOfMemoryError: Java heap space
      \tat app.Main.grow(Main.java:70)
      """;

  private static final String CONTAINER_LOST_ON_YARN =
      """
      24/03/05 10:14:31 ERROR YarnScheduler: Lost executor 2 on node-2: Container killed by YARN for \
      exceeding physical memory limits. 7.0 GB of 6.6 GB physical memory used. Consider boosting \
      spark.executor.memoryOverhead.
      """;

  @Test
  void aHeapGrowsNoFurtherThanTheLargestContainerHasRoomFor() throws IOException {
    assertThat(first(YARN.formatted(12_288) + HEAP_LOST_ON_YARN))
        .isEqualTo("spark.executor.memory about 6g → 11008m");
  }

  @Test
  void whereTheContainerIsTheLargestAlreadyTheClusterMustGiveMoreFirst() throws IOException {
    assertThat(first(YARN.formatted(6_912) + HEAP_LOST_ON_YARN))
        .isEqualTo(
            "Leave the size of the executor's container as it is, or have"
                + " yarn.scheduler.maximum-allocation-mb raised to 13568 first, and"
                + " yarn.nodemanager.resource.memory-mb where it is less");
  }

  @Test
  void inTheLargestContainerTheHeapGivesWayToTheOverhead() throws IOException {
    assertThat(first(YARN.formatted(7_168) + CONTAINER_LOST_ON_YARN))
        .isEqualTo(
            "spark.executor.memory about 6g → 5888m; spark.executor.memoryOverhead unknown (default"
                + " 614m) → 1280m");
  }

  @Test
  void whereNothingTellsItThereIsARuleAndNoNumber() throws IOException {
    assertThat(first(HEAP_LOST))
        .isEqualTo("Double spark.executor.memory; nothing that was read tells its present value");
  }

  @Test
  void theKernelsLimitBoundsWhatTheContainerHas() throws IOException {
    assertThat(
            first(
                """
                Nov 26 03:12:05 worker-17 kernel: Executor task l invoked oom-killer: gfp_mask=0xcc0
                Nov 26 03:12:05 worker-17 kernel: memory: usage 4718592kB, limit 4718592kB, failcnt 278
                Nov 26 03:12:05 worker-17 kernel: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),\
                cpuset=a.scope,mems_allowed=0,oom_memcg=/kubepods.slice/kubepods-pod7f4c2c8e_7d7e.slice,\
                task_memcg=/kubepods.slice/kubepods-pod7f4c2c8e_7d7e.slice/a.scope,task=java,pid=40112,\
                uid=185
                Nov 26 03:12:05 worker-17 kernel: Memory cgroup out of memory: Killed process 40112 \
                (java) total-vm:9607288kB, anon-rss:4553420kB, file-rss:10668kB, shmem-rss:0kB
                """))
        .isEqualTo("spark.executor.memoryOverhead unknown (default 418m) → 1g");
  }

  private String first(String text) throws IOException {
    Path file = folder.resolve("driver.log");
    Files.writeString(file, text);
    return Diagnosed.of(List.of(file)).main().orElseThrow().remedies().get(0).title();
  }
}
