package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fizzle.evidence.Owner;
import io.fizzle.read.log.Logs.Reading;
import io.fizzle.signal.ExecutorSignal.Removed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HostileLogTest {
  private static final String LOST =
      "26/11/21 08:48:59 ERROR TaskSchedulerImpl: Lost executor 1 on 10.0.0.7: Command exited with"
          + " code 52";

  @Test
  void readsCarriageReturns() {
    Reading reading = Logs.read(LOST + "\r\n" + LOST + "\r\n");

    assertThat(reading.all(Removed.class)).hasSize(2);
    assertThat(reading.all(Removed.class).get(1).reason().text())
        .isEqualTo("Command exited with code 52");
    assertThat(reading.report().lines()).isEqualTo(2);
    assertThat(reading.report().torn()).isFalse();
  }

  @Test
  void readsAnEmptyLog() {
    Reading reading = Logs.read("");

    assertThat(reading.signals()).isEmpty();
    assertThat(reading.report().lines()).isZero();
    assertThat(reading.report().torn()).isFalse();
  }

  @Test
  void reportsACutLastLineAsTorn() {
    Reading reading = Logs.read(LOST + "\n26/11/21 08:48:59 INFO Block");

    assertThat(reading.report().torn()).isTrue();
    assertThat(reading.report().lines()).isEqualTo(2);
  }

  @Test
  void toleratesInvalidUtf8() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, '\n'});
    bytes.writeBytes((LOST + " ").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(new byte[] {(byte) 0xe2, (byte) 0x82, '\n'});

    Reading reading = Logs.read(Owner.UNKNOWN, new ByteArrayInputStream(bytes.toByteArray()));

    assertThat(reading.only(Removed.class).evidence().line()).isEqualTo(2);
  }

  @Test
  void keepsWhatWasReadWhenTheStreamBreaks() {
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("checksum error");
          }
        };
    InputStream stream =
        new SequenceInputStream(
            new ByteArrayInputStream((LOST + "\n").getBytes(StandardCharsets.UTF_8)), breaking);

    Reading reading = Logs.read(Owner.UNKNOWN, stream);

    assertThat(reading.all(Removed.class)).hasSize(1);
    assertThat(reading.report().torn()).isTrue();
    assertThat(reading.report().remarks()).singleElement().asString().contains("checksum error");
  }

  @Test
  void readsALineOfTwoGigabytesInFixedMemory() {
    long size = 2L << 30;
    InputStream line = new Endless("Lost executor 9 on nowhere: x ", size);
    InputStream stream =
        new SequenceInputStream(
            line, new ByteArrayInputStream(("\n" + LOST + "\n").getBytes(StandardCharsets.UTF_8)));

    Reading reading = Logs.read(Owner.UNKNOWN, stream);

    assertThat(reading.report().bytes()).isEqualTo(size + LOST.length() + 2);
    assertThat(reading.report().lines()).isEqualTo(2);
    assertThat(reading.report().skipped()).isEqualTo(1);
    assertThat(reading.all(Removed.class))
        .extracting(Removed::executorId)
        .containsExactly("9", "1");
    assertThat(reading.all(Removed.class).get(1).evidence().line()).isEqualTo(2);
  }

  @Test
  void countsLinesOverManyBlocks() {
    String filler =
        "26/11/21 08:48:55 INFO TaskSetManager: Starting task 1.0 in stage 3.0 (TID 1)\n";
    InputStream stream =
        new SequenceInputStream(
            new Endless(filler, 100_000L * filler.length()),
            new ByteArrayInputStream((LOST + "\n").getBytes(StandardCharsets.UTF_8)));

    assertThat(Logs.read(Owner.UNKNOWN, stream).only(Removed.class).evidence().line())
        .isEqualTo(100_001);
  }

  @Property(tries = 300)
  void neverThrowsAtContent(@ForAll("logs") String log) {
    assertThatCode(() -> Logs.read(log)).doesNotThrowAnyException();
  }

  @Property(tries = 200)
  void neverThrowsAtBytes(@ForAll byte[] bytes) {
    assertThatCode(() -> Logs.read(Owner.DRIVER, new ByteArrayInputStream(bytes)))
        .doesNotThrowAnyException();
  }

  /** Real beginnings, cut and mixed with what breaks parsers. */
  @Provide
  Arbitrary<String> logs() throws IOException {
    List<String> samples =
        LinePatternMatrixTest.samples().map(LinePatternMatrixTest.Sample::line).toList();
    Arbitrary<String> sample =
        Arbitraries.of(samples)
            .flatMap(
                line ->
                    Arbitraries.integers()
                        .between(0, line.length())
                        .map(cut -> line.substring(0, cut) + line));
    Arbitrary<String> noise =
        Arbitraries.of(
            "\n",
            "\r\n",
            "\t",
            " ",
            "{",
            "}",
            "\"",
            "\\",
            "(",
            ")",
            "\u0000",
            "\uD800",
            "é",
            "99999999999999999999",
            ": ",
            "\nCaused by: ",
            "\n\tat a.B.c(B.java:1)\n",
            "{\"ts\":\"",
            "\n# ",
            "[Stage ",
            "\u001b[",
            "Diagnostics: ");
    return Arbitraries.oneOf(sample, noise)
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  private static final class Endless extends InputStream {
    private final byte[] unit;
    private final long size;
    private long at;

    Endless(String unit, long size) {
      byte[] one = unit.getBytes(StandardCharsets.UTF_8);
      this.unit = new byte[one.length * 4096];
      for (int i = 0; i < this.unit.length; i += one.length) {
        System.arraycopy(one, 0, this.unit, i, one.length);
      }
      this.size = size;
    }

    @Override
    public int read() {
      return at < size ? unit[(int) (at++ % unit.length)] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int from = (int) (at % unit.length);
      int count = (int) Math.min(Math.min(length, unit.length - from), size - at);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(unit, from, target, offset, count);
      at += count;
      return count;
    }
  }

  @Test
  void staysQuickOnLinesMadeToBacktrack() {
    String evil =
        "26/11/21 08:48:59 ERROR "
            + "[a] ".repeat(60)
            + "(".repeat(5_000)
            + "Exception".repeat(5_000)
            + "\n";
    String log = String.join("", Arrays.asList(evil.repeat(20), LOST, "\n"));

    assertThat(
            org.junit.jupiter.api.Assertions.assertTimeout(
                    java.time.Duration.ofSeconds(10), () -> Logs.read(log))
                .all(Removed.class))
        .hasSize(1);
  }
}
