package io.fizzle.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cause.finding.Finding;
import io.fizzle.cause.finding.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What thread dumps say of applications that hang or are slow. */
class ThreadDumpFindingsTest {
  private static final String WAITS =
"""
"Executor task launch worker for task %1$d.0 in stage 1.0 (TID %1$d)" #31 daemon prio=5 tid=0x01 nid=0x1 waiting [0x02]
   java.lang.Thread.State: BLOCKED (on object monitor)
\tat reports.Client.look(Client.java:9)
\t- waiting to lock <0x00000000e0d0a0c8> (a reports.Client)
\tat org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:621)

""";
  private static final String RUNS =
"""
"Executor task launch worker for task 7.0 in stage 1.0 (TID 7)" #32 daemon prio=5 tid=0x01 nid=0x1 runnable [0x02]
   java.lang.Thread.State: RUNNABLE
\tat reports.Job.count(Job.java:3)
\tat org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:621)

""";

  @TempDir Path folder;

  private List<Finding> findings(String... dumps) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < dumps.length; i++) {
      text.append("2026-03-01 10:00:0%d%n".formatted(i));
      text.append("Full thread dump OpenJDK 64-Bit Server VM (17.0.9+9 mixed mode):\n\n");
      text.append(dumps[i]).append("JNI global refs: 16, weak refs: 0\n\n");
    }
    Files.writeString(folder.resolve("executor-3.stdout"), text);
    return Diagnosed.of(List.of(folder)).diagnosis().findings();
  }

  private static String queue() {
    return WAITS.formatted(1) + WAITS.formatted(2);
  }

  @Test
  void oneDumpInWhichAllTasksWaitForOneLockIsAMoment() throws IOException {
    assertThat(findings(queue()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause()).isEqualTo("lock-contention");
              assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
              assertThat(finding.subject()).isEqualTo("executor 3");
              assertThat(finding.evidence().get(0).says())
                  .isEqualTo("2 of 2 running tasks wait for one reports.Client");
            });
  }

  @Test
  void theSameLockInTwoDumpsLasts() throws IOException {
    assertThat(findings(queue(), queue()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.HIGH);
              assertThat(finding.evidence()).hasSize(2);
            });
  }

  @Test
  void tasksThatWaitWhileAnotherOneWorksAreNoFinding() throws IOException {
    assertThat(findings(queue() + RUNS)).isEmpty();
  }
}
