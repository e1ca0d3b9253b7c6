package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

  @ParameterizedTest
  @CsvSource({
    "4.2 GB, 4509715660",
    "512.0 MiB, 536870912",
    "13.8 GB, 14817637171",
    "1024.0 KB, 1048576",
    "2 TB, 2199023255552",
    "2097152KB, 2147483648",
    "12 B, 12",
    "65536, 65536",
    "100 bytes, 100",
    "999999999999999999 EB, 9223372036854775807"
  })
  void printedUnitsAreBinary(String printed, long bytes) {
    assertThat(MemorySize.parse(printed)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GB", "-1 GB", "1.2.3 GB", "4 gb", "four", "1e9", "99999999999999999999"})
  void whatIsNoSizeIsZero(String text) {
    assertThat(MemorySize.parse(text)).isZero();
  }
}
