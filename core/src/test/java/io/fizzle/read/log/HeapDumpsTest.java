package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal.HeapDumped;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JVMs say of heap dumps; the lines are those that JDK 17 and 25 wrote. */
class HeapDumpsTest {
  private static final String ERROR = "java.lang.OutOfMemoryError: Java heap space\n";
  private static final Owner EXECUTOR = Owner.executor("3");

  @Test
  void aHeapDumpThatWasWritten() {
    HeapDumped dumped =
        Logs.read(
                EXECUTOR,
                ERROR
                    + "Dumping heap to java_pid8908.hprof ...\n"
                    + "Heap dump file created [17870316 bytes in 0.047 secs]\n")
            .only(HeapDumped.class);

    assertThat(dumped.file()).isEqualTo("java_pid8908.hprof");
    assertThat(dumped.bytes()).isEqualTo(17_870_316);
    assertThat(dumped.problem()).isEmpty();
    assertThat(dumped.owner()).isEqualTo(EXECUTOR);
  }

  @ParameterizedTest
  @CsvSource({
    "'Unable to create /none/java_pid7.hprof: No such file or directory', No such file or"
        + " directory",
    "'Dump file is incomplete: No space left on device', No space left on device",
    "'Heap dump file is incomplete: No space left on device', No space left on device",
    "'', nothing tells that it was written to its end"
  })
  void aHeapDumpThatCouldNotBeWritten(String line, String problem) {
    Logs.Reading reading =
        Logs.read(EXECUTOR, ERROR + "Dumping heap to /none/java_pid7.hprof ...\n" + line + "\n");

    assertThat(reading.only(HeapDumped.class).problem()).isEqualTo(problem);
    assertThat(reading.only(HeapDumped.class).bytes()).isEqualTo(-1);
  }

  /** The disk was full of the heap, and nothing failed of it but the dump. */
  @Test
  void aDumpForWhichTheDiskWasTooSmallIsNoFullDisk() {
    Logs.Reading reading =
        Logs.read(
            EXECUTOR,
            ERROR
                + "Dumping heap to /tmp/java_pid7.hprof ...\n"
                + "Dump file is incomplete: No space left on device\n");

    assertThat(reading.all(FailureSignal.Logged.class))
        .extracting(logged -> logged.failure().kind())
        .doesNotContain(FailureKind.DISK_FULL);
  }

  @Test
  void anAnnouncementWithoutItsErrorTellsOfOneWhoseTextIsCut() {
    Logs.Reading reading = Logs.read(EXECUTOR, "Dumping heap to java_pid8908.hprof ...\n");

    assertThat(reading.only(OutOfMemory.class).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    assertThat(reading.only(OutOfMemory.class).terminating()).isFalse();
  }

  @Test
  void aLogThatSaysSoOfAnotherProcessIsNotRead() {
    Logs.Reading reading =
        Logs.read("26/03/01 10:00:06 INFO Monitor: was Dumping heap to x.hprof ... when it died\n");

    assertThat(reading.all(HeapDumped.class)).isEmpty();
  }
}
