package io.fizzle.read.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceQuantityTest {
  @ParameterizedTest(name = "{0} are {1} bytes")
  @CsvSource({
    "1408Mi, 1476395008",
    "2Gi, 2147483648",
    "1.5Gi, 1610612736",
    "2G, 2000000000",
    "128974848, 128974848",
    "129e6, 129000000",
    "1500m, 2",
    "<none>, 0",
    "'', 0",
    "99Ei, 9223372036854775807",
  })
  void readsWhatKubernetesWrites(String text, long bytes) {
    assertThat(ResourceQuantity.bytes(text)).isEqualTo(bytes);
  }
}
