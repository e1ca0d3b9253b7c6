package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which link of a cause chain counts, and what is kept of it. */
class FailuresTest {

  @Test
  void aCauseTellsMoreThanTheSparkExceptionAroundIt() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.SparkException: Job aborted due to stage failure: Task 5 in stage 0.0 \
            failed 4 times, most recent failure: Lost task 5.3 in stage 0.0 (TID 11) (h1 executor 2): \
            java.lang.OutOfMemoryError: Java heap space
            \tat com.example.Rows.load(Rows.scala:12)
            \tat org.apache.spark.rdd.RDD.iterator(RDD.scala:328)

            Driver stacktrace:
            \tat org.apache.spark.scheduler.DAGScheduler.abortStage(DAGScheduler.scala:2800)
            """);

    assertThat(failure)
        .isEqualTo(
            new Failure(
                FailureKind.HEAP_SPACE,
                "java.lang.OutOfMemoryError",
                "Java heap space",
                List.of(
                    "com.example.Rows.load(Rows.scala:12)",
                    "org.apache.spark.rdd.RDD.iterator(RDD.scala:328)"),
                0,
                0));
  }

  @Test
  void aSparkExceptionCausedByAnOutOfMemoryErrorIsTheError() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.SparkException: Task failed while writing rows.
            \tat org.apache.spark.sql.Writer.write(Writer.scala:1)
            Caused by: java.lang.OutOfMemoryError: GC overhead limit exceeded
            \tat com.example.Big.grow(Big.java:7)
            \t... 9 more
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.GC_OVERHEAD);
    assertThat(failure.frames()).containsExactly("com.example.Big.grow(Big.java:7)");
  }

  @Test
  void aFailedFetchTellsMoreThanTheConnectionUnderIt() {
    Failure failure =
        Failures.parse(
            """
            FetchFailed(BlockManagerId(4, n7, 7337, None), shuffleId=1, mapIndex=2, mapId=2, reduceId=3, message=
            org.apache.spark.shuffle.FetchFailedException: Failed to connect to n7/10.0.0.7:7337
            \tat org.apache.spark.storage.ShuffleBlockFetcherIterator.throwFetchFailedException(S.scala:1)
            Caused by: java.io.IOException: Failed to connect to n7/10.0.0.7:7337
            Caused by: java.net.ConnectException: Connection refused
            )
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.FETCH_FAILED);
  }

  @Test
  void aFailedFetchOfAQuietPeerIsThat() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.shuffle.FetchFailedException: Connection from n7/10.0.0.7:7337 closed
            Caused by: java.io.IOException: Connecting to n7/10.0.0.7:7337 timed out (120000 ms)
            """);

    assertThat(failure)
        .extracting(Failure::kind, Failure::actual)
        .containsExactly(FailureKind.PEER_QUIET, 120L);
  }

  @Test
  void aFullDiskHidesBehindTheMemoryErrorOfASpill() {
    Failure failure =
        Failures.parse(
            "org.apache.spark.memory.SparkOutOfMemoryError: error while calling spill() on"
                + " org.apache.spark.util.collection.unsafe.sort.UnsafeExternalSorter@1 :"
                + " No space left on device");

    assertThat(failure.kind()).isEqualTo(FailureKind.DISK_FULL);
  }

  @Test
  void aBroadcastThatDoesNotFitIsMoreThanTheHeapErrorUnderIt() {
    Failure failure =
        Failures.parse(
            """
            java.lang.OutOfMemoryError: Not enough memory to build and broadcast the table to all worker nodes.
            Caused by: java.lang.OutOfMemoryError: Java heap space
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.BROADCAST_MEMORY);
  }

  @Test
  void aTimeoutInABroadcastExchangeIsTheBroadcasts() {
    Failure failure =
        Failures.parse(
            """
            java.util.concurrent.TimeoutException: Futures timed out after [300 seconds]
            \tat org.apache.spark.sql.execution.exchange.BroadcastExchangeExec.doExecuteBroadcast(B.scala:1)
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.BROADCAST_TIMEOUT);
  }

  @Test
  void theMemoryManagersErrorIsNeverTheHeaps() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.SparkException: Job aborted.
            Caused by: org.apache.spark.memory.SparkOutOfMemoryError: Unable to acquire 64 bytes of memory, got 0
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.EXECUTION_MEMORY);
  }

  @Test
  void aUsersOwnExceptionIsFoundUnderSparksWrappers() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.SparkException: Failed to execute user defined function(f: (string) => int)
            \tat org.apache.spark.sql.G.next(Unknown Source)
            Caused by: java.lang.NullPointerException
            \tat com.example.Price.parse(Price.scala:4)
            """);

    assertThat(failure)
        .extracting(Failure::kind, Failure::headline)
        .containsExactly(FailureKind.OTHER, "java.lang.NullPointerException");
  }

  @Test
  void ofTwoUnknownExceptionsTheOuterOneIsTold() {
    Failure failure =
        Failures.parse(
            "com.example.OrderException: order 7\nCaused by: java.lang.IllegalStateException: x");

    assertThat(failure.headline()).isEqualTo("com.example.OrderException: order 7");
  }

  @Test
  void anExceptionQuotedAsAMessageCountsAsACause() {
    Failure failure =
        Failures.parse("java.lang.RuntimeException: java.lang.OutOfMemoryError: Metaspace");

    assertThat(failure)
        .extracting(Failure::kind, Failure::type)
        .containsExactly(FailureKind.METASPACE, "java.lang.OutOfMemoryError");
  }

  @Test
  void suppressedExceptionsAreNotCauses() {
    Failure failure =
        Failures.parse(
            """
            com.example.OrderException: order 7
            \tat com.example.Orders.read(Orders.java:3)
            \tSuppressed: java.io.IOException: No space left on device
            \t\tat com.example.Orders.close(Orders.java:9)
            \tCaused by: java.lang.OutOfMemoryError: Java heap space
            Caused by: java.net.UnknownHostException: orders-db
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN_HOST);
    assertThat(failure.frames()).containsExactly("com.example.Orders.read(Orders.java:3)");
  }

  @Test
  void theWordsAroundAnExecutorsExceptionAreSteppedOver() {
    Failure failure =
        Failures.parse(
            """
            Exception in task 3.0 in stage 1.0 (TID 9)
            java.lang.ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 3
            \tat com.example.Rows.cell(Rows.java:5)
            """);

    assertThat(failure)
        .extracting(Failure::kind, Failure::type)
        .containsExactly(FailureKind.OTHER, "java.lang.ArrayIndexOutOfBoundsException");
  }

  @Test
  void py4jTextsLeadToTheJavaException() {
    Failure failure =
        Failures.parse(
            """
            Traceback (most recent call last):
              File "/app/job.py", line 14, in <module>
                df.show()
            py4j.protocol.Py4JJavaError: An error occurred while calling o47.showString.
            : org.apache.spark.SparkException: Job aborted due to stage failure: Total size of \
            serialized results of 3 tasks (2.0 GiB) is bigger than spark.driver.maxResultSize (1024.0 MiB)
            \tat org.apache.spark.scheduler.DAGScheduler.failJob(DAGScheduler.scala:1)
            """);

    assertThat(failure)
        .extracting(Failure::kind, Failure::actual, Failure::limit)
        .containsExactly(FailureKind.RESULT_SIZE, 2L << 30, 1L << 30);
  }

  @Test
  void aPythonErrorIsToldByItsOwnNameWithItsInnermostFrameFirst() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.api.python.PythonException: Traceback (most recent call last):
              File "/opt/spark/python/lib/pyspark.zip/pyspark/worker.py", line 830, in main
                process()
              File "/app/job.py", line 7, in parse
                return int(text)
            ValueError: invalid literal for int() with base 10: 'x'

            \tat org.apache.spark.api.python.BasePythonRunner$ReaderIterator.handle(P.scala:1)
            """);

    assertThat(failure)
        .isEqualTo(
            new Failure(
                FailureKind.PYTHON_EXCEPTION,
                "ValueError",
                "invalid literal for int() with base 10: 'x'",
                List.of(
                    "File \"/app/job.py\", line 7, in parse",
                    "File \"/opt/spark/python/lib/pyspark.zip/pyspark/worker.py\", line 830, in"
                        + " main"),
                0,
                0));
  }

  @Test
  void aPythonImportErrorIsAMissingModule() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.api.python.PythonException: Traceback (most recent call last):
              File "/app/job.py", line 1, in <module>
                import pandas
            ModuleNotFoundError: No module named 'pandas'
            """);

    assertThat(failure)
        .extracting(Failure::kind, Failure::type)
        .containsExactly(FailureKind.CLASS_MISSING, "ModuleNotFoundError");
  }

  @Test
  void aTraceThatAFormPutOnOneLineIsTakenApart() {
    Failure failure =
        Failures.parse(
            "java.lang.RuntimeException: the batch failed at app.Batch.run(Batch.java:12) at"
                + " java.base/java.lang.Thread.run(Thread.java:840) Caused by:"
                + " org.apache.hadoop.hdfs.BlockMissingException at"
                + " org.apache.hadoop.hdfs.DFSInputStream.read(DFSInputStream.java:880) ... 3"
                + " more");

    assertThat(failure.type()).isEqualTo("org.apache.hadoop.hdfs.BlockMissingException");
    assertThat(failure.message()).isEmpty();
    assertThat(failure.frames())
        .containsExactly("org.apache.hadoop.hdfs.DFSInputStream.read(DFSInputStream.java:880)");
  }

  @Test
  void aMessageThatOnlySaysAtIsNotTakenApart() {
    Failure failure =
        Failures.parse("java.lang.IllegalStateException: totals (of today) at noon do not match");

    assertThat(failure.message()).isEqualTo("totals (of today) at noon do not match");
  }

  @Test
  void aCrashedPythonWorkerIsMoreThanTheEndOfItsStream() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.SparkException: Python worker exited unexpectedly (crashed)
            Caused by: java.io.EOFException
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.PYTHON_WORKER_CRASHED);
  }

  @Test
  void aStageGivenUpOverFetchFailuresIsToldByTheLastOne() {
    Failure failure =
        Failures.parse(
            """
            org.apache.spark.SparkException: Job aborted due to stage failure: ShuffleMapStage 31 \
            (count at Job.scala:6) has failed the maximum allowable number of times: 4. Most recent failure reason:
            org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output location for shuffle 0
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.SHUFFLE_OUTPUT_MISSING);
  }

  @Test
  void whatAKilledTaskQuotesIsNotItsOwn() {
    Failure failure =
        Failures.parse(
            """
            TaskKilled (Stage cancelled: Job aborted due to stage failure: Task 3 in stage 4.0 failed:
            java.lang.OutOfMemoryError: Java heap space
            \tat com.example.Big.grow(Big.java:7)
            """);

    assertThat(failure.kind()).isEqualTo(FailureKind.TASK_KILLED);
  }

  @Test
  void theEventLogsFolderIsASettingAndAClassOfThatNameIsNot() {
    String headline = "java.io.FileNotFoundException: File file:/data/events does not exist\n\tat ";

    assertThat(
            Failures.parse(
                    headline
                        + "org.apache.spark.deploy.history.EventLogFileWriter"
                        + ".requireLogBaseDirAsDirectory(EventLogFileWriters.scala:77)")
                .kind())
        .isEqualTo(FailureKind.INVALID_CONFIGURATION);
    assertThat(
            Failures.parse(
                    headline + "com.example.events.EventLogReader.open(EventLogReader.java:12)")
                .kind())
        .isEqualTo(FailureKind.DATA_MISSING);
  }

  @Test
  void whatTheMetastoreRefusesForMissingRightsIsAccess() {
    assertThat(
            Failures.parse(
                    "org.apache.hadoop.hive.ql.metadata.HiveException: MetaException(message:Got"
                        + " exception: org.apache.hadoop.security.AccessControlException Permission"
                        + " denied: user=etl, access=WRITE,"
                        + " inode=\"/warehouse\":hive:hive:drwxr-x--x)")
                .kind())
        .isEqualTo(FailureKind.ACCESS_DENIED);
  }

  @Test
  void metastoreAndAccessAreToldThroughAnAnalysisException() {
    String chain =
        "org.apache.spark.sql.AnalysisException: java.lang.RuntimeException:"
            + " org.apache.hadoop.hive.ql.metadata.HiveException: cannot list";

    assertThat(Failures.parse(chain).kind()).isEqualTo(FailureKind.METASTORE);
    assertThat(
            Failures.parse(
                    chain
                        + "\nCaused by: org.apache.hadoop.security.AccessControlException:"
                        + " Permission denied: user=alice, access=READ")
                .kind())
        .isEqualTo(FailureKind.ACCESS_DENIED);
  }

  @Test
  void aCauseFarDownALongStackIsStillFound() {
    String frames = "\tat com.example.Deep.down(Deep.java:1)\n".repeat(1000);

    Failure failure =
        Failures.parse(
            "java.lang.RuntimeException: deep\n"
                + frames
                + "Caused by: java.lang.StackOverflowError\n");

    assertThat(failure.kind()).isEqualTo(FailureKind.STACK_OVERFLOW);
    assertThat(failure.frames()).hasSize(Failure.MAX_FRAMES);
  }

  @Test
  void messagesAreOneLineBoundedAndRedacted() {
    Failure failure =
        Failures.parse(
            "com.example.DbException: login\n  failed, password=hunter22 " + "x".repeat(900));

    assertThat(failure.message())
        .startsWith("login failed, password=")
        .doesNotContain("hunter22", "\n")
        .hasSize(400);
  }

  @Test
  void anEmptyTextIsNothing() {
    assertThat(Failures.parse(" \n")).isEqualTo(Failure.of(FailureKind.OTHER, "", ""));
  }
}
