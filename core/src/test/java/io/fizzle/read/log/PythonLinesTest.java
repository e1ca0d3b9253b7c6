package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.log.Logs.Reading;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.FailureSignal.PythonTraceback;
import io.fizzle.signal.WorkSignal.TaskFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Python programs print of their exceptions. */
class PythonLinesTest {
  private static final String BEGIN =
      "26/03/27 03:33:14 INFO SparkContext: Running Spark version 3\n";
  private static final String TRACEBACK =
      """
      Traceback (most recent call last):
        File "/opt/jobs/crop_index.py", line 91, in main
          publish(index)
      ValueError: no region
      """;

  @Test
  void aTracebackThatNothingIntroducesMayHaveEndedTheProgram() {
    PythonTraceback printed = Logs.read(BEGIN + TRACEBACK).only(PythonTraceback.class);

    assertThat(printed.logged()).isFalse();
    assertThat(printed.failure().headline()).isEqualTo("ValueError: no region");
    assertThat(printed.evidence().line()).isEqualTo(5);
    assertThat(printed.evidence().excerpt()).isEqualTo("ValueError: no region");
  }

  @Test
  void aLineOfSparksBeforeItStandsThereByChance() {
    String spark = "26/03/27 03:33:20 ERROR TaskSetManager: Task 0 in stage 0.0 failed 4 times\n";

    assertThat(Logs.read(BEGIN + spark + TRACEBACK).only(PythonTraceback.class).logged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-27 03:33:35,117 ERROR crops: the index could not be written",
        "2026-03-27 03:33:35,117 - crops - ERROR - the index could not be written",
        "[2026-03-27 03:33:35] CRITICAL in crops: the index could not be written",
        "ERROR:crops.index:the index could not be written"
      })
  void aProgramsOwnLoggerReportsIt(String header) {
    assertThat(Logs.read(BEGIN + header + "\n" + TRACEBACK).only(PythonTraceback.class).logged())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-27 03:33:35,117 WARNING crops: nobody was told",
        "2026-03-27 03:33:35,117 - crops - INFO - nobody was told",
        "WARNING:root:nobody was told",
        "Exception ignored in: <function JavaModelWrapper.__del__ at 0x7f8d3b1c5e50>",
        "Exception in thread Thread-4 (poll):",
        "Exception happened during processing of request from ('127.0.0.1', 41232)",
        "--- Logging error ---"
      })
  void somePythonProgramsAreKnownToGoOn(String header) {
    Reading reading = Logs.read(BEGIN + header + "\n" + TRACEBACK);

    assertThat(reading.only(Logged.class).failure().headline()).isEqualTo("ValueError: no region");
    assertThat(reading.all(PythonTraceback.class)).isEmpty();
  }

  @Test
  void aChainIsOneException() {
    PythonTraceback printed =
        Logs.read(
                BEGIN
                    + TRACEBACK
                    + """

                    During handling of the above exception, another exception occurred:

                    Traceback (most recent call last):
                      File "/opt/jobs/crop_index.py", line 12, in run
                        out.write.parquet(dst)
                    py4j.protocol.Py4JJavaError: An error occurred while calling o112.parquet.
                    : java.lang.OutOfMemoryError: Java heap space
                    \tat org.hazelbrook.crops.Index.grow(Index.scala:7)

                    still here
                    """)
            .only(PythonTraceback.class);

    assertThat(printed.failure().kind()).isEqualTo(FailureKind.HEAP_SPACE);
    assertThat(printed.evidence().excerpt()).startsWith("py4j.protocol.Py4JJavaError: An error");
  }

  @Test
  void twoTracebacksWithoutAWordBetweenAreTwo() {
    assertThat(Logs.read(BEGIN + TRACEBACK + "\n" + TRACEBACK).all(PythonTraceback.class))
        .hasSize(2);
  }

  @Test
  void aWorkersChainBelongsToItsTask() {
    Reading reading =
        Logs.read(
            BEGIN
                + "26/03/27 03:33:34 WARN TaskSetManager: Lost task 1.0 in stage 0.0 (TID 1)"
                + " (10.64.177.11 executor 0): org.apache.spark.api.python.PythonException: "
                + TRACEBACK
                + """

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/opt/jobs/features.py", line 58, in scale
                ZeroDivisionError: float division by zero

                \tat org.apache.spark.api.python.BasePythonRunner.handle(PythonRunner.scala:572)

                """);

    assertThat(reading.only(TaskFailed.class).failure().headline())
        .isEqualTo("ZeroDivisionError: float division by zero");
    assertThat(reading.all(PythonTraceback.class)).isEmpty();
  }

  @Test
  void aNotebookNamesTheExceptionBeforeAndBehindIt() {
    PythonTraceback cell =
        Logs.read(
                BEGIN
                    + """
                    ---------------------------------------------------------------------------
                    AnalysisException                         Traceback (most recent call last)
                    Cell In[3], line 1
                    ----> 1 df = spark.table("fields")

                    File /opt/spark/python/pyspark/sql/session.py:1667, in SparkSession.table(self, tableName)
                    -> 1667     return DataFrame(self._jsparkSession.table(tableName), self)

                    AnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table or view `fields` cannot be found.
                    """)
            .only(PythonTraceback.class);

    assertThat(cell.logged()).isTrue();
    assertThat(cell.failure().kind()).isEqualTo(FailureKind.SQL_ANALYSIS);
    assertThat(cell.evidence().line()).isEqualTo(10);
  }
}
