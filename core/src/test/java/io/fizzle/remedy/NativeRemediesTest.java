package io.fizzle.remedy;

import static io.fizzle.remedy.Runs.GIB;
import static io.fizzle.remedy.Runs.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeRemediesTest {

  @Test
  void raisesTheDirectLimitAndTheContainerTogether() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.executor.memory",
            "4g",
            "spark.executor.extraJavaOptions",
            "-Da=1 -XX:MaxDirectMemorySize=512m");
    ConfigurationChange change =
        Runs.first(NativeRemedies.directMemory(conf, Jvm.EXECUTOR, 16 * MIB, 510 * MIB, 512 * MIB));
    assertThat(change.title())
        .isEqualTo(
            "spark.executor.extraJavaOptions -Da=1 -XX:MaxDirectMemorySize=512m →"
                + " -Da=1 -XX:MaxDirectMemorySize=768m;"
                + " spark.executor.memoryOverhead default 409m → 1280m");
    assertThat(change.arithmetic())
        .startsWith("510 MiB in use + 16 MiB asked for; × 1.25, rounded up to 768 MiB");
  }

  @Test
  void knowsThatTheHeapIsTheLimitWithoutTheOption() {
    SparkConf conf = Runs.on(Runs.STANDALONE, "3.5.7", "spark.executor.memory", "1g");
    ConfigurationChange change =
        Runs.first(NativeRemedies.directMemory(conf, Jvm.EXECUTOR, 0, 0, 0));
    assertThat(change.title())
        .isEqualTo("spark.executor.extraJavaOptions not set → -XX:MaxDirectMemorySize=1280m");
    assertThat(change.arithmetic()).contains("without the option the limit is the heap size");
  }

  @Test
  void sendsLargeBlocksToDiskBeforeThreeWhereTheyWentToMemory() {
    List<Remedy> remedies =
        NativeRemedies.directMemory(Runs.on("yarn", "2.4.8"), Jvm.EXECUTOR, 0, 0, GIB);
    assertThat(Runs.titles(remedies))
        .contains(
            "spark.maxRemoteBlockSizeFetchToMem default 2 GiB → 200m",
            "spark.reducer.maxSizeInFlight default 48m → 24m");
    assertThat(
            Runs.keys(
                NativeRemedies.directMemory(Runs.on("yarn", "3.5.7"), Jvm.EXECUTOR, 0, 0, GIB)))
        .doesNotContain("spark.network.maxRemoteBlockSizeFetchToMem");
  }

  @Test
  void doublesAMetaspaceThatWasLimited() {
    SparkConf conf =
        Runs.on("yarn", "3.5.7", "spark.executor.extraJavaOptions", "-XX:MaxMetaspaceSize=256m");
    List<Remedy> remedies = NativeRemedies.metaspace(conf, Jvm.EXECUTOR, false);
    assertThat(remedies.get(0).title())
        .isEqualTo(
            "spark.executor.extraJavaOptions -XX:MaxMetaspaceSize=256m →"
                + " -XX:MaxMetaspaceSize=512m; spark.executor.memoryOverhead default 384m → 768m");
    assertThat(Runs.keys(remedies)).doesNotContain("spark.executor.memory");
  }

  @Test
  void looksForALeakWhereMetaspaceHasNoLimit() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    assertThat(NativeRemedies.metaspace(conf, Jvm.EXECUTOR, false))
        .hasOnlyElementsOfType(CodeChange.class);
    assertThat(Runs.first(NativeRemedies.metaspace(conf, Jvm.DRIVER, true)).title())
        .isEqualTo("spark.driver.extraJavaOptions not set → -XX:CompressedClassSpaceSize=2g");
  }

  @Test
  void raisesProcessLimitsForThreadsAndNeverTheHeap() {
    List<Remedy> remedies =
        NativeRemedies.nativeThreads(
            Runs.on(Runs.KUBERNETES, "3.5.7", "spark.executor.cores", "4"), Jvm.EXECUTOR);
    assertThat(remedies.get(0).title()).contains("podPidsLimit");
    assertThat(Runs.keys(remedies)).containsExactly("spark.executor.cores");
  }

  @Test
  void cutsALineageBeforeItDeepensTheStack() {
    List<Remedy> remedies =
        NativeRemedies.stackOverflow(Runs.on("yarn", "3.5.7"), Jvm.DRIVER, true);
    assertThat(remedies.get(0).title()).contains("checkpoint()");
    assertThat(remedies.get(0).why()).contains("cache() does not cut a lineage");
    assertThat(remedies.get(1).title())
        .startsWith("spark.driver.extraJavaOptions not set → -Xss4m");
    assertThat(remedies.get(1).why()).contains("--driver-java-options");
  }

  @Test
  void deepensTheStacksThatUnpackWhatTheDriverPacks() {
    List<Remedy> both = NativeRemedies.stackOverflow(Runs.on("yarn", "3.5.7"), Jvm.DRIVER, true);
    assertThat(Runs.change(both.get(1)).changes())
        .extracting(Change::text)
        .containsExactly(
            "spark.driver.extraJavaOptions not set → -Xss4m",
            "spark.executor.extraJavaOptions not set → -Xss4m");
    SparkConf deep = Runs.on("yarn", "3.5.7", "spark.executor.extraJavaOptions", "-Xss8m");
    assertThat(Runs.change(NativeRemedies.stackOverflow(deep, Jvm.DRIVER, true).get(1)).changes())
        .hasSize(1);
  }

  @Test
  void doublesAStackThatWasSet() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.extraJavaOptions", "-Xss8m");
    assertThat(Runs.first(NativeRemedies.stackOverflow(conf, Jvm.EXECUTOR, false)).to())
        .isEqualTo("-Xss16m");
  }

  @Test
  void goesRoundTheCodecThatCrashed() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.io.compression.codec", "zstd");
    String frame = "C  [libzstd-jni-1.5.5-4.so+0x9f2c1]";
    List<Remedy> remedies = NativeRemedies.nativeCrash(conf, Jvm.EXECUTOR, "SIGSEGV", frame);
    assertThat(remedies.get(0).title()).isEqualTo("spark.io.compression.codec zstd → lz4");
    assertThat(remedies.get(1).title()).contains(frame);
    assertThat(
            Runs.keys(NativeRemedies.nativeCrash(Runs.on("yarn", "3.5.7"), Jvm.EXECUTOR, "", "")))
        .isEmpty();
  }

  @Test
  void looksAtTheDisksForABusError() {
    List<Remedy> remedies =
        NativeRemedies.nativeCrash(Runs.on("yarn", "3.5.7"), Jvm.EXECUTOR, "SIGBUS", "libc.so");
    assertThat(remedies.get(0)).isInstanceOf(OperatorAction.class);
    assertThat(remedies.get(0).title()).contains("disks");
  }
}
