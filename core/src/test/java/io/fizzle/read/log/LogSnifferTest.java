package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSnifferTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARN DAGScheduler: Broadcasting large task binary with size 140.0 MiB",
        "java.lang.OutOfMemoryError: Java heap space",
        "26/11/21 08:48:44 INFO A: x\n26/11/21 08:48:44 INFO B: y\n26/11/21 08:48:44 INFO C: z\n",
        "(executor log ends without any error; pod listed as OOMKilled)"
      })
  void recognisesLogsAndFragmentsOfThem(String head) {
    assertThat(SparkLogReader.looksLikeSparkLog(head)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "just some prose",
        "spark.executor.memory 4g\nspark.app.name report\n",
        "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4.1.1\"}\n",
        "[0.004s][info][gc] Using G1\n"
            + "[0.104s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M)"
            + " 3.1ms\n",
        "[  812.1] Memory cgroup out of memory: Killed process 4711 (java) total-vm:9kB\n"
      })
  void leavesOtherKindsToOtherReaders(String head) {
    assertThat(SparkLogReader.looksLikeSparkLog(head)).isFalse();
  }

  @Test
  void believesContentBeforeTheName() {
    assertThat(
            SparkLogReader.ownerOf(
                "26/11/21 08:48:50 INFO Executor: Starting executor ID 0 on host node7\n",
                "driver.log"))
        .isEqualTo(Owner.executor("0"));
    assertThat(
            SparkLogReader.ownerOf(
                "26/11/21 08:48:44 INFO SparkContext: Running Spark version 4.1.1\n",
                "executor-3.log"))
        .isEqualTo(Owner.DRIVER);
    assertThat(
            SparkLogReader.ownerOf(
                "Spark Executor Command: \"java\" \"--executor-id\" \"12\"", "x"))
        .isEqualTo(Owner.executor("12"));
    assertThat(
            SparkLogReader.ownerOf(
                "26/11/21 08:48:32 INFO Master: I have been elected leader! New state: ALIVE", "x"))
        .isEqualTo(new Owner(Role.MASTER, ""));
    assertThat(
            SparkLogReader.ownerOf(
                "26/11/21 08:48:39 INFO Worker: Starting Spark worker 10.0.0.7:17100 with 1 cores",
                "x"))
        .isEqualTo(new Owner(Role.WORKER, ""));
  }

  @Test
  void takesALocalOrLocalClusterLogForItsDrivers() {
    assertThat(
            SparkLogReader.ownerOf(
                "INFO Executor: Starting executor ID driver on host localhost", "x"))
        .isEqualTo(Owner.DRIVER);
    assertThat(
            SparkLogReader.ownerOf(
                "INFO SparkContext: Running Spark version 4.1.1\n"
                    + "INFO Master: I have been elected leader! New state: ALIVE\n"
                    + "INFO ExecutorRunner: Launch command: \"java\" \"--executor-id\" \"0\"",
                "x"))
        .isEqualTo(Owner.DRIVER);
  }

  @Test
  void readsTheNameWhereTheContentIsSilent() {
    assertThat(SparkLogReader.ownerOf("", "logs/executor-4.stderr")).isEqualTo(Owner.executor("4"));
    assertThat(SparkLogReader.ownerOf("", "work/app-20260101000000-0000/7/stderr"))
        .isEqualTo(Owner.executor("7"));
    assertThat(SparkLogReader.ownerOf("", "pods/report-0a1b2c-exec-3.log"))
        .isEqualTo(Owner.executor("3"));
    assertThat(SparkLogReader.ownerOf("", "logs/driver.log")).isEqualTo(Owner.DRIVER);
    assertThat(SparkLogReader.ownerOf("", "logs/worker-1.log").role()).isEqualTo(Role.WORKER);
    assertThat(SparkLogReader.ownerOf("", "notes.txt")).isEqualTo(Owner.UNKNOWN);
  }
}
