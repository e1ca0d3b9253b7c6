package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.read.log.Logs.Reading;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ApplicationSignal.Stopped;
import io.fizzle.signal.ExecutorSignal.Added;
import io.fizzle.signal.ExecutorSignal.Exited;
import io.fizzle.signal.ExecutorSignal.HeartbeatMissed;
import io.fizzle.signal.ExecutorSignal.KillReason;
import io.fizzle.signal.ExecutorSignal.KillRequested;
import io.fizzle.signal.ExecutorSignal.Launched;
import io.fizzle.signal.ExecutorSignal.Removed;
import io.fizzle.signal.ExecutorSignal.ShutdownCommanded;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.DriverFailed;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.FailureSignal.PythonTraceback;
import io.fizzle.signal.FailureSignal.Uncaught;
import io.fizzle.signal.JvmSignal.Crashed;
import io.fizzle.signal.JvmSignal.GcReported;
import io.fizzle.signal.JvmSignal.LogEnded;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.SignalReceived;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.ContainerOverLimit;
import io.fizzle.signal.MachineSignal.NodeLost;
import io.fizzle.signal.MachineSignal.Waiting;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal.Aborted;
import io.fizzle.signal.WorkSignal.JobEnded;
import io.fizzle.signal.WorkSignal.LargeTask;
import io.fizzle.signal.WorkSignal.StageEnded;
import io.fizzle.signal.WorkSignal.TaskFailed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SparkLogReaderTest {

  @Nested
  class Tasks {
    private static final String LOST =
        """
        26/11/21 08:48:59 WARN TaskSetManager: Lost task 5.0 in stage 2.1 (TID 17) (10.0.0.7 executor 1): java.lang.OutOfMemoryError: Java heap space
        \tat app.Main.grow(Main.java:70)
        \tat java.base/java.lang.Thread.run(Thread.java:840)

        26/11/21 08:49:00 INFO TaskSetManager: Lost task 5.1 in stage 2.1 (TID 18) on 10.0.0.8, executor 0: java.lang.OutOfMemoryError (Java heap space) [duplicate 1]
        """;

    @Test
    void citesLineTimeAndFrames() {
      TaskFailed failed = Logs.read(LOST).all(TaskFailed.class).get(0);

      assertThat(failed.evidence().line()).isEqualTo(1);
      assertThat(failed.evidence().time()).isEqualTo(Instant.parse("2026-11-21T08:48:59Z"));
      assertThat(failed.evidence().excerpt())
          .startsWith("26/11/21 08:48:59 WARN TaskSetManager: Lost task 5.0");
      assertThat(List.of(failed.stage(), failed.stageAttempt(), failed.index(), failed.attempt()))
          .containsExactly(2, 1, 5, 0);
      assertThat(failed.taskId()).isEqualTo(17);
      assertThat(failed.executorId()).isEqualTo("1");
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(failed.failure().frames()).first().isEqualTo("app.Main.grow(Main.java:70)");
    }

    @Test
    void readsDuplicatesAsAttemptsOfTheirOwn() {
      TaskFailed duplicate = Logs.read(LOST).all(TaskFailed.class).get(1);

      assertThat(duplicate.attempt()).isEqualTo(1);
      assertThat(duplicate.executorId()).isEqualTo("0");
      assertThat(duplicate.failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(duplicate.repeats()).isZero();
    }

    @Test
    void countsWhatADuplicateStandsForWhereTheOthersAreMissing() {
      TaskFailed duplicate =
          Logs.read(
                  "26/11/21 08:49:00 INFO TaskSetManager: Lost task 9.1 in stage 2.0 (TID 18) on"
                      + " 10.0.0.8, executor 0: java.io.IOException (disk) [duplicate 7]\n")
              .only(TaskFailed.class);

      assertThat(duplicate.repeats()).isEqualTo(7);
    }

    @Test
    void readsTheWordingBeforeSpark31() {
      TaskFailed failed =
          Logs.read(
                  "19/11/21 08:48:59 WARN TaskSetManager: Lost task 1.1 in stage 1.0 (TID 21,"
                      + " node7, executor 4): FetchFailed(BlockManagerId(2, node3, 7337, None),"
                      + " shuffleId=0, mapId=3, reduceId=1, message=\n"
                      + "org.apache.spark.shuffle.FetchFailedException: Connection refused\n"
                      + "\tat x.Y.z(Y.scala:1)\n")
              .only(TaskFailed.class);

      assertThat(failed.executorId()).isEqualTo("4");
      assertThat(failed.fetchFrom()).isEqualTo("2");
    }

    @Test
    void namesNoServerWhereMapOutputWasUnregistered() {
      TaskFailed failed =
          Logs.read(
                  "WARN TaskSetManager: Lost task 0.0 in stage 25.0 (TID 90) (10.0.0.7 executor 5):"
                      + " FetchFailed(null, shuffleId=17, mapIndex=-1, mapId=-1, reduceId=0,"
                      + " message=\n"
                      + "org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output"
                      + " location for shuffle 17 partition 0\n")
              .only(TaskFailed.class);

      assertThat(failed.fetchFrom()).isNull();
    }

    @Test
    void parsesTheLossReasonOfATaskThatDiedWithItsExecutor() {
      TaskFailed failed =
          Logs.read(
                  """
                  23/01/26 05:37:07 WARN TaskSetManager: Lost task 25.0 in stage 8.0 (TID 937) (10.0.0.9 executor 13): ExecutorLostFailure (executor 13 exited caused by one of the running tasks) Reason:
                  The executor with id 13 exited with exit code 137(SIGKILL, possible container OOM).



                  The API gave the following container statuses:


                  \t container name: spark-kubernetes-executor
                  \t container state: terminated
                  \t exit code: 137
                  \t termination reason: OOMKilled

                  23/01/26 05:37:08 INFO DAGScheduler: Executor lost: 13 (epoch 0)
                  """)
              .only(TaskFailed.class);

      assertThat(failed.removal()).isNotNull();
      assertThat(failed.removal().exitCode()).isEqualTo(137);
      assertThat(failed.removal().terminationReason()).isEqualTo("OOMKilled");
    }

    @Test
    void tellsAnAbortOnceHoweverOftenSparkRepeatsIt() {
      String abort =
          "Job aborted due to stage failure: Task 5 in stage 2.1 failed 4 times, most recent"
              + " failure: Lost task 5.3 in stage 2.1 (TID 20) (10.0.0.7 executor 1):"
              + " java.lang.OutOfMemoryError: Java heap space\n"
              + "\tat app.Main.grow(Main.java:70)\n\n"
              + "Driver stacktrace:\n";
      Reading reading =
          Logs.read(
              LOST
                  + "26/11/21 08:49:09 ERROR TaskSetManager: Task 5 in stage 2.1 failed 4 times;"
                  + " aborting job\n"
                  + "26/11/21 08:49:09 INFO TaskSchedulerImpl: Killing all running tasks in stage"
                  + " 2: "
                  + abort
                  + "26/11/21 08:49:09 INFO DAGScheduler: ResultStage 2 (count at Main.java:72)"
                  + " failed in 15.3 s due to "
                  + abort
                  + "26/11/21 08:49:09 INFO DAGScheduler: Job 1 failed: count at Main.java:72, took"
                  + " 16.2 s\n"
                  + "Exception in thread \"main\" org.apache.spark.SparkException: "
                  + abort
                  + "\tat org.apache.spark.scheduler.DAGScheduler.abortStage(DAGScheduler.scala:2836)\n"
                  + "Caused by: java.lang.OutOfMemoryError: Java heap space\n"
                  + "\tat app.Main.grow(Main.java:70)\n");

      Aborted aborted = reading.only(Aborted.class);
      assertThat(List.of(aborted.stage(), aborted.taskIndex(), aborted.attempts()))
          .containsExactly(2, 5, 4);
      assertThat(aborted.failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(reading.only(StageEnded.class).failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(reading.only(JobEnded.class).failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(reading.only(DriverFailed.class).failure().kind())
          .isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(reading.all(Logged.class)).isEmpty();
    }

    @Test
    void readsTheTaskFailureThatOnlyAnAbortQuotes() {
      Reading reading =
          Logs.read(
              """
              Job aborted due to stage failure: Task 110 in stage 68.0 failed 1 times,\s
              most recent failure: Lost task 110.0 in stage 68.0:
              ExecutorLostFailure (executor 35 exited caused by one of the running tasks)\s
              Reason: Container killed by YARN for exceeding memory limits. 40.6 GB of 40 GB physical memory used.\s
              Consider boosting spark.yarn.executor.memoryOverhead.
              """);

      assertThat(reading.only(Aborted.class).taskIndex()).isEqualTo(110);
      assertThat(reading.only(TaskFailed.class).removal().limitBytes()).isEqualTo(40L << 30);
    }

    @Test
    void readsLargeTasksInBytes() {
      LargeTask large =
          Logs.read(
                  "WARN TaskSetManager: Stage 2 contains a task of very large size (2048 KiB). The"
                      + " maximum recommended task size is 1000 KiB.\n")
              .only(LargeTask.class);

      assertThat(large.bytes()).isEqualTo(2048 * 1024);
    }
  }

  @Nested
  class Executors {
    @Test
    void citesTheFirstTellingLineOfAKubernetesLoss() {
      Removed removed =
          Logs.read(
                  """
                  23/01/26 05:37:07 ERROR TaskSchedulerImpl: Lost executor 13 on 10.0.0.9:
                  The executor with id 13 exited with exit code 137(SIGKILL, possible container OOM).

                  The API gave the following container statuses:

                  \t exit code: 137
                  \t termination reason: OOMKilled

                  23/01/26 05:37:08 INFO DAGScheduler: Executor lost: 13 (epoch 0)
                  """)
              .only(Removed.class);

      assertThat(removed.executorId()).isEqualTo("13");
      assertThat(removed.host()).isEqualTo("10.0.0.9");
      assertThat(removed.reason().terminationReason()).isEqualTo("OOMKilled");
      assertThat(removed.evidence().line()).isEqualTo(1);
      assertThat(removed.evidence().excerpt())
          .endsWith("exit code 137(SIGKILL, possible container OOM).");
    }

    @Test
    void keepsYarnsDiagnosticsButNotTheNextStory() {
      Reading reading =
          Logs.read(
              """
              ERROR cluster.YarnScheduler: Lost executor 16 on node2: Container marked as failed: container_1700000000001_0026_01_000025 on host: node2. Exit status: 137. Diagnostics: [2021-09-30 08:54:10.142]Container killed on request. Exit code is 137
              [2021-09-30 08:54:10.186]Container exited with a non-zero exit code 137.
              [2021-09-30 08:54:10.187]Killed by external signal
              .......
              java.lang.OutOfMemoryError: Java heap space
              """);

      assertThat(reading.only(Removed.class).reason().text()).endsWith("Killed by external signal");
      assertThat(reading.only(Logged.class).failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
    }

    @Test
    void readsTheWorkersExitAndWhoAskedForIt() {
      List<Exited> exits =
          Logs.read(
                  """
                  26/11/21 08:49:01 INFO Worker: Executor app-20260101000000-0000/0 finished with state EXITED message Command exited with code 52 exitStatus 52
                  26/11/21 08:49:13 INFO Worker: Asked to kill executor app-20260101000000-0000/3
                  26/11/21 08:49:14 INFO Worker: Executor app-20260101000000-0000/3 finished with state EXITED message Command exited with code 143 exitStatus 143
                  26/11/21 08:49:14 INFO Worker: Executor app-20260101000000-0000/4 finished with state KILLED message Runner thread for executor app-20260101000000-0000/4 interrupted exitStatus 137
                  """)
              .all(Exited.class);

      assertThat(exits).extracting(Exited::executorId).containsExactly("0", "3", "4");
      assertThat(exits).extracting(Exited::exitStatus).containsExactly(52, 143, 137);
      assertThat(exits).extracting(Exited::onRequest).containsExactly(false, true, true);
    }

    @Test
    void readsCommandPropertiesAndIdentityOfAnExecutor() {
      Reading reading =
          Logs.read(
              "Spark Executor Command: \"/opt/java/bin/java\" \"-Xmx512M\""
                  + " \"-Dspark.network.timeout=15s\" \"-Dspark.app.password=hunter22\""
                  + " \"-XX:+UseSerialGC\""
                  + " \"org.apache.spark.executor.CoarseGrainedExecutorBackend\" \"--executor-id\""
                  + " \"4\" \"--hostname\" \"10.0.0.7\" \"--app-id\" \"app-20260101000000-0000\"\n"
                  + "========================================\n\n"
                  + "26/11/21 08:48:48 INFO CoarseGrainedExecutorBackend: Started daemon with"
                  + " process name: 10704@node7\n"
                  + "26/11/21 08:48:50 INFO Executor: Starting executor ID 4 on host 10.0.0.7\n");

      Launched launched = reading.only(Launched.class);
      assertThat(launched.executorId()).isEqualTo("4");
      assertThat(launched.host()).isEqualTo("10.0.0.7");
      assertThat(launched.command())
          .contains("-Xmx512M", "-XX:+UseSerialGC")
          .doesNotContain("hunter22");
      assertThat(reading.only(Configured.class).properties())
          .containsEntry("spark.network.timeout", "15s")
          .containsEntry("spark.app.password", "*********(redacted)");
      assertThat(reading.only(Identified.class).id()).isEqualTo("app-20260101000000-0000");
      assertThat(reading.only(ProcessIdentified.class).owner()).isEqualTo(Owner.executor("4"));
      assertThat(reading.only(Added.class).executorId()).isEqualTo("4");
    }

    @Test
    void readsMissedHeartbeats() {
      HeartbeatMissed missed =
          Logs.read(
                  "WARN HeartbeatReceiver: Removing executor 0 with no recent heartbeats: 147906 ms"
                      + " exceeds timeout 120000 ms\n")
              .only(HeartbeatMissed.class);

      assertThat(List.of(missed.silenceMillis(), missed.timeoutMillis()))
          .containsExactly(147906L, 120000L);
    }

    @Test
    void readsWhyExecutorsWereAskedToEnd() {
      List<KillRequested> asked =
          Logs.read(
                  """
                  26/11/21 08:50:37 INFO YarnClientSchedulerBackend: Requesting to kill executor(s) 3, 4
                  26/11/21 08:50:37 INFO ExecutorAllocationManager: Executors 3,4 removed due to idle timeout.
                  26/11/21 08:51:01 INFO YarnClientSchedulerBackend: Asking each executor to shut down
                  """)
              .all(KillRequested.class);

      assertThat(asked)
          .extracting(KillRequested::executorId)
          .containsExactly("3", "4", "3", "4", "");
      assertThat(asked)
          .extracting(KillRequested::reason)
          .containsExactly(
              KillReason.UNKNOWN,
              KillReason.UNKNOWN,
              KillReason.IDLE,
              KillReason.IDLE,
              KillReason.APPLICATION_END);
    }

    @Test
    void seesTheCommandedShutdownThatASignalsLineOverwrote() {
      for (String text :
          List.of(
              "26/11/21 08:29:04 ERROR CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM\ntdown\n",
              "26/11/21 08:29:04 ERROR CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM"
                  + " tdown\n")) {
        Reading reading = Logs.read(text);

        assertThat(reading.only(SignalReceived.class).signal()).isEqualTo("TERM");
        assertThat(reading.all(ShutdownCommanded.class)).hasSize(1);
      }
    }

    @Test
    void seesNoCommandBehindAPlainSignal() {
      Reading reading =
          Logs.read(
              "26/11/21 08:29:04 ERROR CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM\n"
                  + "26/11/21 08:29:04 INFO DiskBlockManager: Shutdown hook called\n");

      assertThat(reading.all(ShutdownCommanded.class)).isEmpty();
    }
  }

  @Nested
  class Owners {
    @Test
    void believesTheSource() {
      Reading reading =
          Logs.read(
              Owner.executor("7"),
              "26/11/21 08:49:00 ERROR Executor: Exception in task 5.1 in stage 0.0 (TID 8)\n"
                  + "java.lang.OutOfMemoryError: Java heap space\n"
                  + "\tat app.Main.grow(Main.java:70)\n");

      assertThat(reading.only(Logged.class).owner()).isEqualTo(Owner.executor("7"));
    }

    @Test
    void readsTheLoggersClassWhereTheSourceDoesNotTell() {
      List<Logged> logged =
          Logs.read(
                  """
                  26/11/21 08:49:00 ERROR Executor: Exception in task 5.1 in stage 0.0 (TID 8)
                  java.lang.OutOfMemoryError: Java heap space
                  26/11/21 08:49:01 ERROR TaskSetManager: Total size of serialized results of 4 tasks (32.2 MiB) is bigger than spark.driver.maxResultSize (32.0 MiB)
                  """)
              .all(Logged.class);

      assertThat(logged)
          .extracting(Logged::owner)
          .containsExactly(new Owner(Role.EXECUTOR, ""), Owner.DRIVER);
    }

    @Test
    void learnsTheExecutorsIdFromItsLog() {
      Reading reading =
          Logs.read(
              "26/11/21 08:48:50 INFO Executor: Starting executor ID 5 on host node7\n"
                  + "26/11/21 08:49:13 ERROR CoarseGrainedExecutorBackend: RECEIVED SIGNAL TERM\n");

      assertThat(reading.only(SignalReceived.class).owner()).isEqualTo(Owner.executor("5"));
    }

    @Test
    void takesALocalDriverForItsOwnExecutor() {
      Reading reading =
          Logs.read(
              """
              26/11/21 08:48:50 INFO Executor: Starting executor ID driver on host localhost
              26/11/21 08:49:00 ERROR Executor: Exception in task 5.1 in stage 0.0 (TID 8)
              java.lang.OutOfMemoryError: Java heap space
              """);

      assertThat(reading.only(Logged.class).owner()).isEqualTo(Owner.DRIVER);
    }

    @Test
    void doesNotTakeTheOutputBehindABlankLineForTheLoggersAbove() {
      Reading reading =
          Logs.read(
              """
              ERROR cluster.YarnScheduler: Lost executor 7 on node3: Command exited with code 52

              java.lang.OutOfMemoryError: Java heap space
              """);

      assertThat(reading.only(Logged.class).owner()).isEqualTo(Owner.UNKNOWN);
    }
  }

  @Nested
  class Failing {
    @Test
    void readsARepeatAsTheFailureThatWasToldInFull() {
      Reading reading =
          Logs.read(
              """
              26/11/21 08:49:00 WARN TaskSetManager: Lost task 5.0 in stage 2.0 (TID 8) (10.0.0.7 executor 1): org.apache.spark.SparkException: [CANNOT_LOAD_STATE_STORE.UNCATEGORIZED] An error occurred during loading state.
              \tat org.apache.spark.sql.errors.QueryExecutionErrors$.cannotLoadStore(QueryExecutionErrors.scala:2577)
              Caused by: java.io.FileNotFoundException: File does not exist: /chk/state/0/5/12.delta
              \t... 41 more

              26/11/21 08:49:02 INFO TaskSetManager: Lost task 5.1 in stage 2.0 (TID 9) on 10.0.0.8, executor 0: org.apache.spark.SparkException ([CANNOT_LOAD_STATE_STORE.UNCATEGORIZED] An error occurred during loading state.) [duplicate 1]
              26/11/21 08:49:03 INFO TaskSetManager: Lost task 6.0 in stage 2.0 (TID 10) on 10.0.0.8, executor 0: org.apache.spark.SparkException (another one) [duplicate 1]
              26/11/21 08:49:04 WARN TaskSetManager: Lost task 7.0 in stage 2.0 (TID 11) (10.0.0.7 executor 1): java.lang.NullPointerException
              \tat app.Main.grow(Main.java:70)
              26/11/21 08:49:05 INFO TaskSetManager: Lost task 7.1 in stage 2.0 (TID 12) on 10.0.0.8, executor 0: java.lang.NullPointerException (null) [duplicate 1]
              """);

      List<TaskFailed> failed = reading.all(TaskFailed.class);
      assertThat(failed.get(1).failure()).isEqualTo(failed.get(0).failure());
      assertThat(failed.get(1).failure().kind()).isEqualTo(FailureKind.DATA_MISSING);
      assertThat(failed.get(2).failure().message()).isEqualTo("another one");
      assertThat(failed.get(4).failure()).isEqualTo(failed.get(3).failure());
    }

    @Test
    void readsAPythonProgramsEnd() {
      Reading reading =
          Logs.read(
              """
              py4j.protocol.Py4JJavaError: An error occurred while calling o47.showString.
              : org.apache.spark.SparkException: Job aborted due to stage failure: Task 67 in stage 4.0 failed 1 times, most recent failure: Lost task 67.0 in stage 4.0 (TID 10887, localhost, executor driver): java.io.FileNotFoundException: /tmp/shuffle_5 (Too many open files)
              \tat java.io.FileOutputStream.open0(Native Method)
              """);

      assertThat(reading.only(PythonTraceback.class).failure().kind())
          .isEqualTo(FailureKind.TOO_MANY_OPEN_FILES);
      assertThat(reading.only(Aborted.class).taskIndex()).isEqualTo(67);
    }

    @Test
    void readsTheUncaughtExceptionOfAnExecutor() {
      Uncaught uncaught =
          Logs.read(
                  Owner.executor("2"),
                  "26/11/21 08:49:00 ERROR SparkUncaughtExceptionHandler: Uncaught exception in"
                      + " thread Thread[Executor task launch worker for task 5.1 in stage 0.0 (TID"
                      + " 8),5,main]\n"
                      + "java.lang.OutOfMemoryError: GC overhead limit exceeded\n"
                      + "\tat app.Main.grow(Main.java:70)\n")
              .only(Uncaught.class);

      assertThat(uncaught.failure().kind()).isEqualTo(FailureKind.GC_OVERHEAD);
    }

    @Test
    void datesAnExceptionByTheHeaderAboveIt() {
      Logged logged =
          Logs.read(
                  """
                  17/05/12 10:48:36 WARN NioEventLoop: Unexpected exception in the selector loop.
                  java.lang.OutOfMemoryError: GC overhead limit exceeded
                  """)
              .only(Logged.class);

      assertThat(logged.evidence().time()).isEqualTo(Instant.parse("2017-05-12T10:48:36Z"));
      assertThat(logged.evidence().line()).isEqualTo(2);
    }

    @Test
    void leavesExceptionsInInformationAlone() {
      assertThat(
              Logs.read("26/11/21 08:49:00 INFO Retry: java.io.IOException: broken, trying again\n")
                  .signals())
          .isEmpty();
    }

    @Test
    void readsStructuredLinesLikePlainOnes() {
      Reading reading =
          Logs.read(
              """
              {"ts":"2026-11-21T08:48:59.123Z","level":"WARN","msg":"Lost task 5.0 in stage 2.1 (TID 17) (10.0.0.7 executor 1): java.lang.OutOfMemoryError: Java heap space\\n\\tat app.Main.grow(Main.java:70)\\n","context":{"task_name":"task 5.0 in stage 2.1 (TID 17)"},"logger":"TaskSetManager"}
              {"ts":"2026-11-21T08:49:00.000Z","level":"ERROR","msg":"Exception in task 5.1 in stage 0.0 (TID 8)","context":{},"exception":{"class":"java.lang.OutOfMemoryError","msg":"Java heap space","stacktrace":[{"class":"app.Main","method":"grow","file":"Main.java","line":70}]},"logger":"Executor"}
              """);

      assertThat(reading.only(TaskFailed.class).failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(reading.only(TaskFailed.class).evidence().time())
          .isEqualTo(Instant.parse("2026-11-21T08:48:59.123Z"));
      assertThat(reading.only(Logged.class).failure().frames())
          .containsExactly("app.Main.grow(Main.java:70)");
    }
  }

  @Nested
  class Machines {
    @Test
    void readsAJvmsLastWords() {
      Reading reading =
          Logs.read(
              Owner.executor("3"),
              """
              #
              # java.lang.OutOfMemoryError: Java heap space
              # -XX:OnOutOfMemoryError="kill -9 %p"
              #   Executing /bin/sh -c "kill -9 4711"...
              """);

      OutOfMemory memory = reading.only(OutOfMemory.class);
      assertThat(memory.kind()).isEqualTo(FailureKind.HEAP_SPACE);
      assertThat(memory.terminating()).isTrue();
      assertThat(memory.owner()).isEqualTo(Owner.executor("3"));
    }

    @Test
    void readsACrashBlockOnce() {
      Crashed crashed =
          Logs.read(
                  """
                  #
                  # A fatal error has been detected by the Java Runtime Environment:
                  #
                  #  SIGSEGV (0xb) at pc=0x00007f3c5d2c4d2f, pid=4711, tid=42
                  #
                  # Problematic frame:
                  # C  [libcodec.so+0x4d2f]  decode+0x1f
                  #
                  """)
              .only(Crashed.class);

      assertThat(crashed.error()).isEqualTo("SIGSEGV");
      assertThat(crashed.pid()).isEqualTo(4711);
      assertThat(crashed.problematicFrame()).isEqualTo("C  [libcodec.so+0x4d2f]  decode+0x1f");
      assertThat(crashed.memory()).isNull();
    }

    @Test
    void readsYarnsMemoryKill() {
      Reading reading =
          Logs.read(
              """
              16/04/22 04:27:18 INFO YarnAllocator: Launching container container_1700000000001_0007_01_000067 on host node7 for executor with ID 66
              16/04/22 04:37:18 WARN yarn.YarnAllocator: Container marked as failed: container_1700000000001_0007_01_000067 on host: node7. Exit status: 143. Diagnostics: Container [pid=30502,containerID=container_1700000000001_0007_01_000067] is running beyond physical memory limits. Current usage: 13.8 GB of 13.5 GB physical memory used; 14.6 GB of 28.9 GB virtual memory used. Killing container.
              Dump of the process-tree for container_1700000000001_0007_01_000067 :
              Container killed on request. Exit code is 143
              Container exited with a non-zero exit code 143
              """);

      ContainerOverLimit over = reading.only(ContainerOverLimit.class);
      assertThat(over.executorId()).isEqualTo("66");
      assertThat(over.limitBytes()).isEqualTo((long) (13.5 * (1L << 30)));
      assertThat(over.virtual()).isFalse();
      ContainerExited exited = reading.only(ContainerExited.class);
      assertThat(exited.exitStatus()).isEqualTo(143);
      assertThat(exited.owner()).isEqualTo(Owner.executor("66"));
    }

    @Test
    void readsTheVirtualPairWhereTheVirtualLimitWasExceeded() {
      ContainerOverLimit over =
          Logs.read(
                  "Container [pid=1,containerID=container_1700000000001_0007_01_000067] is running"
                      + " 5B beyond the 'VIRTUAL' memory limit. Current usage: 1.0 GB of 2 GB"
                      + " physical memory used; 9.1 GB of 8 GB virtual memory used. Killing"
                      + " container.\n")
              .only(ContainerOverLimit.class);

      assertThat(over.virtual()).isTrue();
      assertThat(over.limitBytes()).isEqualTo(8L << 30);
    }

    @Test
    void readsPodListings() {
      List<Signal> signals =
          Logs.read(
                  """
                  NAME             READY   STATUS             RESTARTS   AGE
                  report-driver    1/1     Running            0          9m
                  report-exec-1    0/1     Pending            0          9m
                  report-exec-2    0/1     OOMKilled          0          9m
                  """)
              .signals();

      assertThat(signals).hasSize(2);
      assertThat(((Waiting) signals.get(0)).subject()).isEqualTo("report-exec-1");
      assertThat(((ContainerExited) signals.get(1)).owner()).isEqualTo(Owner.executor("2"));
      assertThat(((ContainerExited) signals.get(1)).terminationReason()).isEqualTo("OOMKilled");
    }

    @Test
    void ignoresWorkersThatGoDownWithTheirLocalCluster() {
      String lost = "26/11/21 09:47:26 INFO Master: Removing worker worker-1 on 127.0.0.1:34169\n";

      assertThat(Logs.read(lost).all(NodeLost.class)).hasSize(1);
      assertThat(
              Logs.read(
                      "26/11/21 09:47:25 INFO LocalSparkCluster: Shutting down local Spark"
                          + " cluster.\n"
                          + lost)
                  .all(NodeLost.class))
          .isEmpty();
    }

    @Test
    void readsGarbageCollectionToldInWords() {
      List<GcReported> told =
          Logs.read(
                  """
                  26/11/21 08:49:13 WARN GcMonitor: Full GC event took 45000 ms on executor 3
                  26/11/21 08:49:14 WARN GcMonitor: GC time exceeded 10% threshold (12% of total time)
                  26/11/21 08:49:15 WARN GcMonitor: Total GC time in last interval: 145000 ms (58% of interval)
                  """)
              .all(GcReported.class);

      assertThat(told).extracting(GcReported::pauseMillis).containsExactly(45000L, -1L, 145000L);
      assertThat(told).extracting(GcReported::sharePercent).containsExactly(-1.0, 12.0, 58.0);
      assertThat(told.get(0).owner()).isEqualTo(Owner.executor("3"));
      assertThat(told.get(0).full()).isTrue();
    }
  }

  @Nested
  class Endings {
    @Test
    void tellsAnExecutorLogThatJustStops() {
      LogEnded ended =
          Logs.read(
                  """
                  26/11/21 08:48:48 INFO CoarseGrainedExecutorBackend: Started daemon with process name: 10704@node7
                  26/11/21 08:48:50 INFO Executor: Starting executor ID 5 on host node7
                  26/11/21 08:49:02 INFO Executor: Running task 3.1 in stage 0.0 (TID 6)
                  """)
              .only(LogEnded.class);

      assertThat(ended.owner()).isEqualTo(Owner.executor("5"));
      assertThat(ended.orderly()).isFalse();
      assertThat(ended.complete()).isTrue();
      assertThat(ended.evidence().line()).isEqualTo(3);
      assertThat(ended.evidence().time()).isEqualTo(Instant.parse("2026-11-21T08:49:02Z"));
    }

    @Test
    void tellsADriverThatStoppedInOrder() {
      Reading reading =
          Logs.read(
              "26/11/21 08:48:44 INFO SparkContext: Running Spark version 4.1.1\n"
                  + "26/11/21 08:49:13 INFO SparkContext: Successfully stopped SparkContext\n");

      assertThat(reading.all(Stopped.class)).hasSize(1);
      assertThat(reading.only(LogEnded.class).orderly()).isTrue();
    }

    @Test
    void saysNothingOfTheEndOfAFragment() {
      assertThat(
              Logs.read(
                      Owner.DRIVER,
                      "26/11/21 08:48:44 WARN DAGScheduler: Broadcasting large task binary with"
                          + " size 2.0 MiB\n")
                  .all(LogEnded.class))
          .isEmpty();
    }

    @Test
    void readsTheClientsReportWithItsDiagnostics() {
      FinalStatus status =
          Logs.read(
                  """
                  19/01/07 16:48:07 INFO Client:\s
                  \t client token: N/A
                  \t diagnostics: Application application_1700000000001_0007 failed 2 times due to AM Container exited with exitCode: 127
                  Failing the application.
                  \t ApplicationMaster host: N/A
                  \t queue: root.default
                  \t final status: FAILED
                  """)
              .only(FinalStatus.class);

      assertThat(status.succeeded()).isFalse();
      assertThat(status.failure().message())
          .startsWith("Application application_1700000000001_0007")
          .endsWith("Failing the application.");
    }

    @Test
    void tellsAWaitingApplicationOnce() {
      String report =
          "18/12/14 17:42:3%d INFO Client: Application report for application_1700000000001_0007"
              + " (state: ACCEPTED)%n";
      Reading reading = Logs.read(report.formatted(2) + report.formatted(3) + report.formatted(4));

      assertThat(reading.only(Waiting.class).reason()).isEqualTo("ACCEPTED");
    }
  }
}
