package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          invoices,              invoices
          com.example.Job:7@a/b, com.example.Job:7@a/b
          daily report,          'daily report'
          $(reboot),             '$(reboot)'
          it's; reboot,          'it'\\''s; reboot'
          --all,                 '--all'
          """)
  void aNameIsOneArgumentWhateverItHolds(String name, String argument) {
    assertThat(Words.argument(name)).isEqualTo(argument);
  }
}
