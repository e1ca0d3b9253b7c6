package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.read.log.Logs.Reading;
import io.fizzle.signal.ExecutorSignal.Launched;
import io.fizzle.signal.JvmSignal.LogEnded;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import org.junit.jupiter.api.Test;

class AggregatedLogTest {
  private static final String LOG =
      """


      Container: container_1700000000001_0007_01_000001 on node1_45454
      LogAggregationType: AGGREGATED
      ======================================================================
      LogType:stderr
      LogLastModifiedTime:Sat Nov 21 08:49:13 +0000 2026
      LogLength:345
      LogContents:
      26/11/21 08:48:40 INFO ApplicationMaster: Started daemon with process name: 11@node1
      26/11/21 08:48:44 INFO SparkContext: Running Spark version 3.5.1

      End of LogType:stderr
      ***********************************************************************

      Container: container_1700000000001_0007_01_000002 on node7_45454
      LogAggregationType: AGGREGATED
      ======================================================================
      LogType:launch_container.sh
      Log Contents:
      exec /bin/bash -c "$JAVA_HOME/bin/java -server -Xmx4096m org.apache.spark.executor.YarnCoarseGrainedExecutorBackend --driver-url spark://CoarseGrainedScheduler@node1:40001 --executor-id 5 --hostname node7 --cores 2"
      End of LogType:launch_container.sh

      LogType:stderr
      LogLength:345
      Log Contents:
      26/11/21 08:48:48 INFO YarnCoarseGrainedExecutorBackend: Started daemon with process name: 77@node7
      26/11/21 08:48:50 INFO Executor: Starting executor ID 5 on host node7
      26/11/21 08:49:02 INFO Executor: Running task 3.1 in stage 0.0 (TID 6)
      End of LogType:stderr

      LogType:stdout
      LogLength:100
      Log Contents:
      #
      # java.lang.OutOfMemoryError: Java heap space
      # -XX:OnOutOfMemoryError="kill %p"
      #   Executing /bin/sh -c "kill 77"...

      End of LogType:stdout
      """;
  private final Reading reading = Logs.read(LOG);

  @Test
  void eachSectionHasItsOwnOwner() {
    assertThat(reading.all(ProcessIdentified.class))
        .extracting(ProcessIdentified::owner)
        .containsExactly(Owner.DRIVER, Owner.executor("5"));
  }

  @Test
  void citesTheSectionAndTheLineOfTheWholeFile() {
    ProcessIdentified executor = reading.all(ProcessIdentified.class).get(1);

    assertThat(executor.evidence().source().name())
        .isEqualTo("spark.log!container_1700000000001_0007_01_000002/stderr");
    assertThat(executor.evidence().source().owner()).isEqualTo(Owner.executor("5"));
    assertThat(executor.evidence().line()).isEqualTo(27);
  }

  @Test
  void knowsTheOwnerOfStandardOutputFromTheContainersOtherLogs() {
    assertThat(reading.only(OutOfMemory.class).owner()).isEqualTo(Owner.executor("5"));
    assertThat(reading.only(Launched.class).command()).contains("-Xmx4096m");
  }

  @Test
  void tellsTheEndOfEachLog() {
    assertThat(reading.all(LogEnded.class))
        .extracting(LogEnded::owner)
        .containsExactly(Owner.DRIVER, Owner.executor("5"));
    assertThat(reading.all(LogEnded.class)).allMatch(ended -> !ended.orderly());
  }

  @Test
  void namesAContainerWhoseExecutorIsNotKnown() {
    Reading unknown =
        Logs.read(
            """
            Container: container_1700000000001_0007_01_000009 on node7_45454
            LogType:stdout
            Log Contents:
            Terminating due to java.lang.OutOfMemoryError: Metaspace
            End of LogType:stdout
            """);

    assertThat(unknown.only(OutOfMemory.class).owner())
        .isEqualTo(new Owner(Role.EXECUTOR, "container_1700000000001_0007_01_000009"));
  }
}
