package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmOptionsTest {

  @Test
  void splitsAsSparkDoes() {
    assertThat(
            JvmOptions.parse(" -Da=1  -XX:OnOutOfMemoryError='kill -9 %p' \"-Db=x \\\"y\\\"\"\t-v")
                .options())
        .containsExactly("-Da=1", "-XX:OnOutOfMemoryError=kill -9 %p", "-Db=x \"y\"", "-v");
  }

  @Test
  void readsTheFlagsThatMatter() {
    JvmOptions options =
        JvmOptions.parse(
            "-XX:+ExitOnOutOfMemoryError -XX:+CrashOnOutOfMemoryError -XX:-CrashOnOutOfMemoryError"
                + " -XX:OnOutOfMemoryError='kill %p' -XX:MaxDirectMemorySize=512M"
                + " -XX:MaxMetaspaceSize=1g -Xss4m -XX:+UseParallelGC"
                + " -Xlog:gc*,safepoint:file=/logs/gc-%p.log:time,uptime");
    assertThat(options.exitsOnOutOfMemory()).isTrue();
    assertThat(options.crashesOnOutOfMemory()).isFalse();
    assertThat(options.onOutOfMemory()).isEqualTo("kill %p");
    assertThat(options.maxDirectMemory()).hasValue(512 * SparkSize.MIB);
    assertThat(options.maxMetaspace()).hasValue(SparkSize.GIB);
    assertThat(options.stackSize()).hasValue(4 * SparkSize.MIB);
    assertThat(options.collector()).isEqualTo("Parallel");
    assertThat(options.gcLog()).isEqualTo("/logs/gc-%p.log");
  }

  @Test
  void saysNothingOfWhatIsNotSet() {
    JvmOptions options = JvmOptions.parse("");
    assertThat(options.exitsOnOutOfMemory()).isFalse();
    assertThat(options.onOutOfMemory()).isNull();
    assertThat(options.maxDirectMemory()).isEmpty();
    assertThat(options.collector()).isNull();
    assertThat(options.gcLog()).isNull();
    assertThat(JvmOptions.parse("-XX:MaxDirectMemorySize=lots").maxDirectMemory()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-Xloggc:/tmp/gc.log, /tmp/gc.log",
    "-XX:+PrintGCDetails, stdout",
    "-verbose:gc, stdout",
    "-Xlog:gc, stdout",
    "-Xlog:gc*:file=gc.log, gc.log"
  })
  void knowsWhereTheGcLogGoes(String options, String place) {
    assertThat(JvmOptions.parse(options).gcLog()).isEqualTo(place);
  }

  @Test
  void doesNotRepeatWhatSparkAddsByItself() {
    JvmOptions options =
        JvmOptions.parse(
            "-Djava.net.preferIPv6Addresses=false -XX:+IgnoreUnrecognizedVMOptions"
                + " --add-opens=java.base/java.lang=ALL-UNNAMED"
                + " -Djdk.reflect.useDirectMethodHandle=false -Dmine=1");
    assertThat(options.text()).isEqualTo("-Dmine=1");
    assertThat(options.ignoresUnknown()).isTrue();
  }

  @Test
  void replacesAnOptionAndKeepsTheOthers() {
    assertThat(
            JvmOptions.parse("-XX:MaxDirectMemorySize=1g -Da='b c' -XX:MaxDirectMemorySize=2g")
                .with("-XX:MaxDirectMemorySize=", "3g")
                .text())
        .isEqualTo("\"-Da=b c\" -XX:MaxDirectMemorySize=3g");
  }

  @Test
  void putsDefaultOptionsBeforeTheUsersOwn() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.executor.defaultJavaOptions",
            "-Xss1m -Da=1",
            "spark.executor.extraJavaOptions",
            "-Xss2m");
    assertThat(conf.javaOptions(Jvm.EXECUTOR).stackSize()).hasValue(2 * SparkSize.MIB);
    assertThat(conf.javaOptions(Jvm.EXECUTOR).options())
        .containsExactly("-Xss1m", "-Da=1", "-Xss2m");
    assertThat(conf.ownJavaOptions(Jvm.EXECUTOR).text()).isEqualTo("-Xss2m");
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+PrintGCDateStamps, 8, true",
    "-XX:+PrintGCDateStamps, 11, false",
    "-XX:+PrintGCDetails, 25, true",
    "-Xloggc:gc.log, 25, true",
    "-Xlog:gc*, 8, false",
    "-Xlog:gc*, 11, true",
    "-XX:+UseConcMarkSweepGC, 11, true",
    "-XX:+UseConcMarkSweepGC, 17, false",
    "-XX:MaxPermSize=256m, 17, false",
    "-XX:+UseBiasedLocking, 17, true",
    "-XX:+UseZGC, 8, false",
    "-XX:+PrintGCDateStamps, 0, true",
    "-Dany=thing, 8, true"
  })
  void knowsWhichJdkKnowsWhichFlag(String option, int javaMajor, boolean known) {
    assertThat(JvmOptions.parse(option).unknownTo(javaMajor))
        .isEqualTo(known ? List.of() : List.of(option));
  }

  @Property
  void splitsBackWhatItQuotes(@ForAll @StringLength(min = 1, max = 40) String word) {
    JvmOptions options = new JvmOptions(List.of("-Dx=" + word, "-Dlast"), false);
    assertThat(JvmOptions.parse(options.text()).options()).containsExactly("-Dx=" + word, "-Dlast");
  }

  @Property
  void splitsAnyTextWithoutThrowing(@ForAll @StringLength(max = 300) String text) {
    JvmOptions options = JvmOptions.parse(text);
    assertThat(options.unknownTo(17).size()).isLessThanOrEqualTo(options.options().size());
  }

  @Test
  void leavesOutDefaultOptionsThatSparkHasRepeated() {
    SparkConf conf =
        Runs.on(
            Runs.STANDALONE,
            "3.5.7",
            "spark.executor.defaultJavaOptions",
            "-Xss2m -Da=1",
            "spark.executor.extraJavaOptions",
            "-Xss2m -Da=1 -Xss2m -Da=1 -Da=12");

    assertThat(conf.ownJavaOptions(Jvm.EXECUTOR).text()).isEqualTo("-Da=12");
    assertThat(conf.javaOptions(Jvm.EXECUTOR).text()).isEqualTo("-Xss2m -Da=1 -Da=12");
  }
}
