package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class CriStreamTest {
  private static final String OUT = "2026-11-21T08:48:45.123456789Z stdout ";
  private static final String ERR = "2026-11-21T08:48:45.2Z stderr ";

  @Test
  void partsOfALineBecomeOneAndTheLinesBehindItKeepTheirNumbers() {
    String log = OUT + "P abc\n" + OUT + "P def\n" + OUT + "F ghi\n" + OUT + "F next\n";

    assertThat(joined(log)).isEqualTo(OUT + "P abcdefghi\n\n\n" + OUT + "F next\n");
  }

  @Test
  void partsBetweenWhichTheOtherStreamWroteStayApart() {
    String log = OUT + "P abc\n" + ERR + "F other\n" + OUT + "F def\n";

    assertThat(joined(log)).isEqualTo(log);
  }

  @Test
  void aLineThatWasNeverClosedKeepsWhatItHas() {
    String log = OUT + "P abc\n" + OUT + "P def\n";

    assertThat(joined(log)).isEqualTo(OUT + "P abcdef\n\n");
  }

  @Test
  void aLineIsNoLongerThanALineMayBe() {
    String part = OUT + "P " + "x".repeat(16 << 10) + "\n";

    String text = joined(part.repeat(64));

    assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThan(96 << 10);
    assertThat(text.lines().count()).isEqualTo(64);
  }

  @Property
  void whatIsNotTheKubeletsPassesUnchanged(@ForAll String text) {
    assertThat(joined(text)).isEqualTo(text);
  }

  /** Of the letters that prefixes are made of, so that whole and broken ones come up. */
  @Property
  void noLineIsLostAndNoneIsMade(@ForAll @CharRange(from = 'E', to = 'Q') String text) {
    String log = OUT + "F begin\n" + text.replace('G', '\n').replace("H", "\n" + OUT + "P ");

    assertThat(joined(log).chars().filter(c -> c == '\n').count())
        .isEqualTo(log.chars().filter(c -> c == '\n').count());
  }

  private static String joined(String log) {
    try (CriStream stream =
        new CriStream(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
