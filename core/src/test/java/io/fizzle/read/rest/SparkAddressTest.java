package io.fizzle.read.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://h:18080/history/application_1700000000000_0001/jobs/, http://h:18080,"
        + " application_1700000000000_0001,",
    "http://h:18080/history/application_1_0001/2/stages/stage/?id=3, http://h:18080,"
        + " application_1_0001, 2",
    "https://gw/spark/history/app-20260301100000-0001, https://gw/spark, app-20260301100000-0001,",
    "http://h:18080/api/v1/applications/local-1700000000000/1/jobs, http://h:18080,"
        + " local-1700000000000, 1",
    "http://h:18080/api/v1/applications, http://h:18080,,",
    "http://h:4040/jobs/, http://h:4040,,",
    "http://h:4040/SQL/execution/?id=2, http://h:4040,,",
    "http://rm:8088/proxy/application_1700000000000_0007/executors/,"
        + " http://rm:8088/proxy/application_1700000000000_0007,,",
    "http://rm:8088/proxy/application_1700000000000_0007,"
        + " http://rm:8088/proxy/application_1700000000000_0007,,",
  })
  void understandsWhatPeopleCopyFromABrowser(
      String address, String base, String application, String attempt) {
    assertThat(SparkAddress.of(address))
        .isEqualTo(new SparkAddress(base, application, attempt, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h:18080", "http://h:18080/", "http://gw/spark-history/"})
  void aServersRootMayBeSparks(String address) {
    assertThat(SparkAddress.of(address)).isNotNull().matches(one -> !one.sure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h/logs/driver.log",
        "https://bucket.example/logs.zip?signature=abc",
        "http://h/event_log.zstd",
        "http://h/%zz"
      })
  void aFilesAddressIsAFiles(String address) {
    assertThat(SparkAddress.of(address)).isNull();
  }

  @Test
  void theApiLiesBehindTheBase() {
    SparkAddress address = SparkAddress.of("https://gw/spark/history/a");

    assertThat(address).isNotNull();
    assertThat(address.api("/applications")).isEqualTo("https://gw/spark/api/v1/applications");
  }
}
