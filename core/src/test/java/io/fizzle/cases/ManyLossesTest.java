package io.fizzle.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fizzle.application.ApplicationBuilder;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.ExecutorSignal.Added;
import io.fizzle.signal.ExecutorSignal.Removed;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import io.fizzle.signal.MachineSignal.PodDescribed;
import io.fizzle.signal.RemovalReason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work grows with the number of lost executors, not with its square. What a thread allocates stands
 * for its work: it is the same on a busy machine.
 */
class ManyLossesTest {
  private static final int FEW = 500;
  private static final int TIMES = 6;

  /** Sorting and the growth of tables cost a little more than in proportion. */
  private static final double MOST_GROWTH = TIMES * 1.5;

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  private interface Work {
    void doneFor(int executors) throws IOException;
  }

  private static double growth(Work work) throws IOException {
    work.doneFor(FEW);
    return (double) allocated(work, FEW * TIMES) / allocated(work, FEW);
  }

  private static long allocated(Work work, int executors) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.doneFor(executors);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static Evidence told(Source source, int second) {
    return new Evidence(source, second + 1L, START.plusSeconds(second), "");
  }

  private static Source source(String name, SourceKind kind) {
    return new Source(name, kind, Owner.UNKNOWN);
  }

  @Test
  void aDriversLogOfLostExecutors() throws IOException {
    assertThat(growth(this::driversLog)).isLessThan(MOST_GROWTH);
  }

  private void driversLog(int executors) throws IOException {
    StringBuilder log = new StringBuilder();
    log.append("26/03/01 10:00:00 INFO SparkContext: Running Spark version 4.1.1\n");
    for (int id = 0; id < executors; id++) {
      String exit = "Command exited with code 52";
      log.append(
          "26/03/01 10:00:01 INFO StandaloneSchedulerBackend$StandaloneDriverEndpoint: Registered"
              + " executor NettyRpcEndpointRef(spark-client://Executor) (10.0.0.%d:36942) with ID"
                  .formatted(id % 50)
              + " %d,  ResourceProfileId 0\n".formatted(id));
      log.append(
          "26/03/01 10:00:02 WARN TaskSetManager: Lost task %d.%d in stage 0.0 (TID %d) (node-%d executor %d): java.lang.OutOfMemoryError: Java heap space\n"
              .formatted(id % 7, id / 7, id, id % 50, id));
      log.append(
          "26/03/01 10:00:02 ERROR TaskSchedulerImpl: Lost executor %d on node-%d: %s\n"
              .formatted(id, id % 50, exit));
    }
    Path file = folder.resolve("driver.log");
    Files.writeString(file, log);
    // what the test itself allocates grows in proportion, too
    assertThat(Diagnosed.of(List.of(file)).verdict()).isEqualTo("heap-oom");
  }

  @Test
  void gcLogsThatNothingTiesToTheirExecutors() throws IOException {
    assertThat(growth(ManyLossesTest::gcLogs)).isLessThan(MOST_GROWTH);
  }

  private static void gcLogs(int executors) {
    ApplicationBuilder builder = new ApplicationBuilder();
    Source log = source("driver.log", SourceKind.SPARK_LOG);
    for (int id = 0; id < executors; id++) {
      builder.accept(new Added(told(log, 10 * id + 3), "" + id, null, 1));
      RemovalReason lost =
          new RemovalReason(RemovalReason.Kind.DISASSOCIATED, null, 0, 0, 0, null, "gone");
      builder.accept(new Removed(told(log, 10 * id + 9), "" + id, null, lost));
      Source gc = source("gc-" + id + ".log", SourceKind.GC_LOG);
      builder.accept(
          new GcPause(
              told(gc, 10 * id + 1), Owner.UNKNOWN, PauseKind.FULL, "", 1_000, 5_000, 9, 8, 10));
    }
    long joined =
        builder.build().executors().values().stream().filter(one -> one.gc().isPresent()).count();
    assertThat(joined).isEqualTo(executors);
  }

  @Test
  void killsOfTheKernelByPod() throws IOException {
    assertThat(growth(ManyLossesTest::kills)).isLessThan(MOST_GROWTH);
  }

  private static void kills(int executors) {
    ApplicationBuilder builder = new ApplicationBuilder();
    Source pods = source("pods.json", SourceKind.KUBERNETES);
    for (int id = 0; id < executors; id++) {
      String uid = "%08x-1111-2222-3333-444455556666".formatted(id);
      builder.accept(
          new PodDescribed(
              told(pods, id), Owner.executor("" + id), "p", "n", "", "", 0, 0, Set.of(uid)));
      String path = "/kubepods.slice/kubepods-pod" + uid.replace('-', '_') + ".slice/cri.scope";
      Evidence line = told(source("kern.log", SourceKind.KERNEL_LOG), id);
      builder.accept(new KernelOomKill(line, id + 7L, "java", true, path, 9));
    }
    long joined =
        builder.build().executors().values().stream()
            .filter(one -> one.facts().has(KernelOomKill.class))
            .count();
    assertThat(joined).isEqualTo(executors);
  }
}
