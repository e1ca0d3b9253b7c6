package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.FailureSignal.Uncaught;
import io.fizzle.signal.JvmSignal.LogEnded;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PodLogsTest {
  private static final String THREE = "[pod/ferry-77-exec-3/spark-kubernetes-executor] ";
  private static final String FIVE = "[pod/ferry-77-exec-5/spark-kubernetes-executor] ";

  @Test
  void everyLineGoesToItsOwnPodAlsoWhereTheyAreMixed() {
    String mixed =
        THREE
            + "26/11/27 00:28:25 INFO Executor: Starting executor ID 3 on host 10.1.1.3\n"
            + FIVE
            + "26/11/27 00:28:25 INFO Executor: Starting executor ID 5 on host 10.1.1.5\n"
            + THREE
            + "26/11/27 00:28:27 ERROR SparkUncaughtExceptionHandler: Uncaught exception in thread"
            + " Thread[main,5,main]\n"
            + THREE
            + "java.lang.OutOfMemoryError: Java heap space\n"
            + FIVE
            + "26/11/27 00:28:29 INFO CoarseGrainedExecutorBackend: Driver commanded a shutdown\n";

    List<Signal> signals = read(mixed);

    assertThat(signals.stream().filter(Uncaught.class::isInstance).map(Uncaught.class::cast))
        .singleElement()
        .satisfies(
            uncaught -> {
              assertThat(uncaught.owner()).isEqualTo(Owner.executor("3"));
              assertThat(uncaught.evidence().line()).isEqualTo(3);
              assertThat(uncaught.evidence().source().name())
                  .isEqualTo("all.log!ferry-77-exec-3/spark-kubernetes-executor");
            });
    assertThat(signals.stream().filter(LogEnded.class::isInstance).map(LogEnded.class::cast))
        .extracting(ended -> ended.owner().id() + (ended.orderly() ? " in order" : " just stops"))
        .containsExactlyInAnyOrder("3 just stops", "5 in order");
  }

  @Test
  void theErrorOnTheFirstLineOfAPodIsRead() {
    String text =
        FIVE
            + "26/11/27 00:28:25 INFO Executor: Starting executor ID 5 on host 10.1.1.5\n"
            + THREE
            + "26/11/27 00:28:27 ERROR SparkUncaughtExceptionHandler: Uncaught exception in thread"
            + " Thread[main,5,main]\n"
            + THREE
            + "java.lang.OutOfMemoryError: Java heap space\n";

    assertThat(read(text).stream().filter(Uncaught.class::isInstance).map(Uncaught.class::cast))
        .extracting(Uncaught::owner)
        .containsExactly(Owner.executor("3"));
  }

  private static List<Signal> read(String text) {
    List<Signal> signals = new ArrayList<>();
    Source source = new Source("all.log", SourceKind.SPARK_LOG, Owner.UNKNOWN);
    new SparkLogReader()
        .read(
            new ReadInput(source, SourceClock.UTC),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            signals::add);
    return signals;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(THREE, FIVE, "[pod/", "[pod/a/b]", "x", "\n", "\n", " ", "[pod/a/b] ")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 2000)
  void aTextKeepsItsLinesAndLosesRepeatedPrefixesOnly(@ForAll("texts") String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String passed;
    try (PodPrefixStream stream = new PodPrefixStream(new ByteArrayInputStream(bytes))) {
      passed = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    String[] before = text.split("\n", -1);
    String[] after = passed.split("\n", -1);
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.length; i++) {
      assertThat(before[i]).endsWith(after[i]);
    }
    if (!text.startsWith(PodPrefixStream.MARK)) {
      assertThat(passed).isEqualTo(text);
    }
  }
}
