package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodesTest {

  @ParameterizedTest
  @CsvSource({
    "0, SUCCESS",
    "1, GENERAL_FAILURE",
    "3, EXIT_ON_OOM_OR_PATH_NOT_FOUND",
    "50, UNCAUGHT_EXCEPTION",
    "52, SPARK_OUT_OF_MEMORY",
    "53, DISK_STORE",
    "56, HEARTBEAT_FAILURE",
    "57, TASK_REAPER",
    "127, COMMAND_NOT_FOUND",
    "134, ABORT",
    "137, SIGKILL",
    "139, SIGSEGV",
    "143, SIGTERM",
    "129, OTHER_SIGNAL",
    "-1, NO_STATUS",
    "-100, YARN_ABORTED",
    "-103, YARN_VIRTUAL_MEMORY",
    "-104, YARN_PHYSICAL_MEMORY",
    "-1000, YARN_NOT_STARTED",
    "42, UNKNOWN",
    "250, UNKNOWN"
  })
  void aStatusMeansWhatItsSourceSays(int status, ExitCodes.Kind kind) {
    assertThat(ExitCodes.of(status).kind()).isEqualTo(kind);
  }

  @Test
  void signalsAreNamedByTheirNumber() {
    assertThat(ExitCodes.of(129).text()).isEqualTo("ended by signal 1");
  }

  @Test
  void aKillDoesNotClaimMemory() {
    assertThat(ExitCodes.of(137).text()).doesNotContainIgnoringCase("memory");
  }
}
