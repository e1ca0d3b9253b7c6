package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaperTest {

  @Test
  void breaksBetweenWords() {
    assertThat(Paper.wrap("one two three four", 9)).containsExactly("one two", "three", "four");
  }

  @Test
  void keepsNumbersAndTheirUnitsTogether() {
    assertThat(Paper.wrap("took 98 % of 10 s and 512 MiB", 8))
        .containsExactly("took", "98 % of", "10 s and", "512 MiB");
  }

  @Test
  void leavesAPathInOnePieceHoweverLong() {
    assertThat(Paper.wrap("see /a/very/long/path/to.log:17 there", 10))
        .containsExactly("see", "/a/very/long/path/to.log:17", "there");
  }

  @Test
  void indentsWhatFollowsTheFirstLine() {
    assertThat(new Paper(24, Ink.PLAIN).paragraph("  - ", "one two three four five").toString())
        .isEqualTo("  - one two three four\n    five\n");
  }

  @Test
  void paintsEachLineByItself() {
    assertThat(new Paper(24, Ink.ANSI).paragraph("", Tone.STRONG, "a long line of bold text"))
        .hasToString("\u001b[1ma long line of bold text\u001b[0m\n");
    assertThat(
            new Paper(20, Ink.ANSI)
                .paragraph("", Tone.STRONG, "a long line of bold text")
                .toString())
        .isEqualTo("\u001b[1ma long line of bold\u001b[0m\n\u001b[1mtext\u001b[0m\n");
  }

  @Test
  void cutsALongQuotationAndSaysSo() {
    assertThat(new Paper(24, Ink.PLAIN).quote("  | ", "one two three four five six seven", 1))
        .hasToString("  | one two three four …\n");
  }
}
