package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.DriverFailed;
import io.fizzle.signal.WorkSignal.TaskFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that were copied out of a terminal which broke their lines. */
class WrappedLinesTest {
  private static final String LOST =
      "26/01/19 18:21:32 WARN TaskSetManager: Lost task 19.0 in stage 3.0 (TID 73) (node-15.reports"
          + " executor 1): java.lang.OutOfMemoryError: GC overhead limit exceeded";
  private static final String LOST_AGAIN = LOST.replace("19.0 in", "24.1 in").replace("73", "81");

  @Test
  void aLineIsReadAsItWasBeforeItWasBroken() {
    for (int width = 76; width < LOST.length(); width++) {
      List<TaskFailed> failed = Logs.read(broken(width, LOST, LOST_AGAIN)).all(TaskFailed.class);

      assertThat(failed)
          .as("at a width of %d", width)
          .extracting(each -> each.failure().kind())
          .containsExactly(FailureKind.GC_OVERHEAD, FailureKind.GC_OVERHEAD);
      assertThat(failed).extracting(TaskFailed::executorId).containsOnly("1");
    }
  }

  @Test
  void itIsCitedWhereItBegan() {
    List<TaskFailed> failed = Logs.read(broken(100, LOST, LOST_AGAIN)).all(TaskFailed.class);

    assertThat(failed).extracting(each -> each.evidence().line()).containsExactly(1L, 3L);
  }

  @Test
  void aThrowableInATraceIsReadWhole() {
    String text =
        broken(
            110,
            "26/05/31 16:00:32 ERROR FileFormatWriter: Aborting job ab5e5ef1.",
            "org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 1.0"
                + " failed 1 times, most recent failure: Lost task 0.0 in stage 1.0 (TID 2)"
                + " (node-3.reports executor driver): java.io.IOException: No space left on device"
                + ": the disk of the reports is full and nobody has looked at it for a long time",
            "\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)");

    assertThat(
            Logs.read("Exception in thread \"main\" java.lang.Exception: x\n\n" + text)
                .all(TaskFailed.class))
        .extracting(each -> each.failure().kind())
        .containsOnly(FailureKind.DISK_FULL);
  }

  @Test
  void linesThatAreEquallyLongByChanceStayLines() {
    String line = "26/01/19 18:21:32 WARN TaskSetManager: Lost task 1.0 in stage 3.0 (TID 7) (n";
    String text =
        line
            + "-15.reports executor 1): java.lang.OutOfMemoryError: Java heap space\n"
            + line
            + "-16.reports executor 2): java.lang.OutOfMemoryError: Java heap space\n"
            + "\tat app.Main.grow(Main.java:70)\n";

    assertThat(Logs.read(text).all(TaskFailed.class))
        .extracting(TaskFailed::executorId)
        .containsExactly("1", "2");
  }

  @Test
  void oneLineAsLongAsTheLongestIsNotTakenForABrokenOne() {
    String text =
        "Exception in thread \"main\" java.lang.IllegalStateException: the totals of the day do not"
            + " match\nThe program said this and then it stopped.\n";

    assertThat(Logs.read(text).all(DriverFailed.class))
        .extracting(each -> each.failure().message())
        .first()
        .asString()
        .startsWith("the totals of the day do not match");
  }

  private static String broken(int width, String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      for (int at = 0; at < line.length(); at += width) {
        text.append(line, at, Math.min(line.length(), at + width)).append('\n');
      }
    }
    return text.toString();
  }
}
