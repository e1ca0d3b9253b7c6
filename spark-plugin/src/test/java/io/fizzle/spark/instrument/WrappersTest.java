package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappersTest {
  @ParameterizedTest
  @CsvSource({
    "java.util.HashMap, java.util.HashMap",
    "byte[], byte[]",
    "Instr$$Lambda$1935/0x00007f72a184e678, a lambda of Instr",
    "Job$$$Lambda$1412/0x00007f2de981a360, a lambda of Job",
    "com.acme.Job$$Lambda/0x000001, a lambda of com.acme.Job",
  })
  void aLambdaIsNamedByTheClassInWhichItIsWritten(String type, String named) {
    assertThat(Wrappers.typeName(type)).isEqualTo(named);
  }
}
