package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void writesOutWhatATerminalWouldObey() {
    assertThat(Printable.of("\u001b]0;owned\u0007 \u001b[2J\u009b31m\u0000\u007f\b"))
        .isEqualTo("\\x1b]0;owned\\x07 \\x1b[2J\\x9b31m\\x00\\x7f\\x08");
  }

  @Test
  void writesOutWhatTurnsTheOrderOfLetters() {
    assertThat(Printable.of("user\u202egnp.exe \u2066x\u2069 \ufeff\u200b"))
        .isEqualTo("user\\u202egnp.exe \\u2066x\\u2069 \\ufeff\\u200b");
  }

  @Test
  void writesOutHalvesOfCharacters() {
    assertThat(Printable.of("a\ud800b")).isEqualTo("a\\ud800b");
  }

  @Test
  void keepsEverythingOnOneLine() {
    assertThat(Printable.of("a\tb\r\nc\u2028d\u0085e")).isEqualTo("a b  c d e");
  }

  @Test
  void leavesLettersOfAllScriptsAndEmojiAsTheyAre() {
    String text = "Zürich, 東京, می‌خواهم, 👩‍🔧 ≥ 5 µs";

    assertThat(Printable.of(text)).isSameAs(text);
  }

  @Test
  void masksSecrets() {
    assertThat(Printable.of("password=hunter2!")).doesNotContain("hunter2");
  }

  @Property(tries = 500)
  void neverLetsAControlCharacterThrough(@ForAll String text) {
    assertThat(Printable.of(text).codePoints())
        .allMatch(character -> !Character.isISOControl(character) && character != 0x202e);
  }
}
