package io.fizzle.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnProcessTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "0-15, 15", "'0-3,8', 8", "'1,4-6', 6"})
  void theLastProcessorOfTheList(String list, String last) throws IOException {
    assertThat(OwnProcess.last("Uid:\t0\nCpus_allowed_list:\t" + list + "\nMems_allowed:\t1\n"))
        .isEqualTo(last);
  }

  @Test
  void thisProcessMayUseAProcessor() throws IOException {
    assertThat(OwnProcess.last()).containsOnlyDigits();
  }
}
