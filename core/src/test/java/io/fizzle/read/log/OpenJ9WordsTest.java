package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.log.Logs.Reading;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal.Crashed;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import org.junit.jupiter.api.Test;

class OpenJ9WordsTest {
  @Test
  void aDumpForAnOutOfMemoryErrorTellsTheErrorAndNoEnd() {
    Reading reading =
        Logs.read(
            """
            JVMDUMP039I Processing dump event "systhrow", detail "java/lang/OutOfMemoryError" at 2026/03/01 10:00:26 - please wait.
            JVMDUMP032I JVM requested Java dump using '/work/javacore.20260301.100026.125.0003.txt' in response to an event
            JVMDUMP039I Processing dump event "user", detail "" at 2026/03/01 10:00:27 - please wait.
            """);

    OutOfMemory error = reading.only(OutOfMemory.class);
    assertThat(error.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    assertThat(error.terminating()).isFalse();
    assertThat(error.evidence().line()).isEqualTo(1);
  }

  @Test
  void aJavacoreNamesTheKindOfMemory() {
    Reading reading =
        Logs.read(
            """
            0SECTION       TITLE subcomponent dump routine
            NULL           ===============================
            1TICHARSET     UTF-8
            1TISIGINFO     Dump Event "systhrow" (00040000) Detail "java/lang/OutOfMemoryError" "Java heap space" received
            1TIDATETIME    Date: 2026/03/01 at 10:00:26:044
            """);

    assertThat(reading.only(OutOfMemory.class).kind()).isEqualTo(FailureKind.HEAP_SPACE);
  }

  @Test
  void aJavacoreThatSomebodyAskedForTellsNoError() {
    Reading reading = Logs.read("1TISIGINFO     Dump Event \"user\" (00004000) received \n");

    assertThat(reading.signals()).isEmpty();
  }

  @Test
  void aSegmentationErrorIsACrash() {
    Reading reading =
        Logs.read(
            """
            Unhandled exception
            Type=Segmentation error vmState=0x00000000
            J9Generic_Signal_Number=00000018 Signal_Number=0000000b Error_Value=00000000
            """);

    assertThat(reading.only(Crashed.class).error()).isEqualTo("SIGSEGV");
  }
}
