package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One document in each of its formats, and what names of anybody's making do to them. */
class DocumentTest {
  private static final Document PLAIN =
      new Document.Draft("Failures of sales")
          .paragraph("Two of three runs failed.")
          .heading("What stands out")
          .item(Tone.BAD, "node n7: 12 of 15 lost", List.of("mostly disk-full"))
          .item("node n8: 9 of 15 lost")
          .heading("By cause")
          .table(
              "Failures by cause",
              List.of("cause", "failures", "runs"),
              List.of(List.of("disk-full", "12", "-"), List.of("heap-oom", "3", "-")))
          .finish();

  private static final Document HOSTILE =
      new Document.Draft("a <script>alert(1)</script> & \u001b[31mred")
          .heading("<b>*bold*</b>")
          .paragraph("one\ntwo\r\n# three | four")
          .item("[open](https://evil.example.org) @here <!channel> password=hunter2secret")
          .table("c", List.of("name"), List.of(List.of("a|b<i>`c`\n")))
          .finish();

  @Test
  void textIsIndentedAndLeavesOutAColumnThatSaysNothing() {
    assertThat(PLAIN.text(60, Ink.PLAIN))
        .isEqualTo(
            """
            Failures of sales
              Two of three runs failed.

            WHAT STANDS OUT
              - node n7: 12 of 15 lost
                mostly disk-full
              - node n8: 9 of 15 lost

            BY CAUSE
              cause      failures
              disk-full  12
              heap-oom   3
            """);
  }

  @Test
  void markdownIsGithubs() {
    assertThat(PLAIN.markdown())
        .isEqualTo(
            """
            # Failures of sales

            Two of three runs failed.

            ## What stands out

            - node n7: 12 of 15 lost
              - mostly disk-full
            - node n8: 9 of 15 lost

            ## By cause

            | cause | failures | runs |
            | --- | --- | --- |
            | disk-full | 12 | - |
            | heap-oom | 3 | - |
            """);
  }

  @Test
  void htmlIsOnePageOfSectionsListsAndTables() {
    String page = PLAIN.html();

    assertThat(page)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .endsWith("</html>\n")
        .contains("<h1>Failures of sales</h1>")
        .containsSubsequence(
            "<section><h2>What stands out</h2><ul><li>node n7: 12 of 15 lost<ul><li>mostly"
                + " disk-full</li></ul></li><li>node n8: 9 of 15 lost</li></ul></section>",
            "<section><h2>By cause</h2>",
            "<caption",
            "disk-full",
            "</table>",
            "</section>");
    for (String tag : List.of("section", "ul", "li", "table", "main", "body")) {
      assertThat(count(page, "<" + tag + "[ >]")).as(tag).isEqualTo(count(page, "</" + tag + ">"));
    }
  }

  @Test
  void mrkdwnIsSlacks() {
    assertThat(PLAIN.mrkdwn(10_000))
        .isEqualTo(
            """
            *Failures of sales*
            Two of three runs failed.

            *What stands out*
            • node n7: 12 of 15 lost
                ◦ mostly disk-full
            • node n8: 9 of 15 lost

            *By cause*
            ```
            cause      failures
            disk-full  12
            heap-oom   3
            ```
            """);
  }

  @Test
  void mrkdwnThatIsTooLongIsCutBetweenLinesAndSaysHowMuchIsMissing() {
    Document.Draft draft = new Document.Draft("Digest");
    for (int i = 0; i < 100; i++) {
      draft.item("application " + i);
    }

    String cut = draft.finish().mrkdwn(500);

    assertThat(cut).hasSizeLessThanOrEqualTo(500).startsWith("*Digest*\n• application 0\n");
    long told = cut.lines().filter(line -> line.startsWith("• ")).count();
    assertThat(cut).endsWith("\n… and " + (100 - told) + " more lines\n");
  }

  @Test
  void nothingForeignActsInText() {
    assertThat(HOSTILE.text(200, Ink.PLAIN))
        .startsWith("a <script>alert(1)</script> & \\x1b[31mred\n")
        .contains("  one two")
        .doesNotContain("\u001b")
        .doesNotContain("hunter2secret");
    assertThat(HOSTILE.text(200, Ink.PLAIN).lines().filter(line -> line.contains("# three")))
        .allMatch(line -> line.startsWith("  "));
  }

  @Test
  void nothingForeignActsInMarkdown() {
    assertThat(HOSTILE.markdown())
        .startsWith("# a &lt;script&gt;alert(1)&lt;/script&gt; &amp; \\\\x1b\\[31mred\n")
        .contains("## &lt;b&gt;\\*bold\\*&lt;/b&gt;")
        .contains("\\# three \\| four\n")
        .contains("- \\[open\\](https:\\//evil.example.org) &#64;here &lt;\\!channel&gt;")
        .contains("| a\\|b&lt;i&gt;\\`c\\` |")
        .doesNotContain("hunter2secret");
  }

  @Test
  void nothingForeignActsInHtml() {
    assertThat(HOSTILE.html())
        .contains("<h1>a &lt;script&gt;alert(1)&lt;/script&gt; &amp; ")
        .contains("&lt;b&gt;*bold*&lt;/b&gt;")
        .doesNotContain("<script>alert", "<b>", "<i>", "\u001b", "hunter2secret");
  }

  @Test
  void nothingForeignActsInMrkdwn() {
    assertThat(HOSTILE.mrkdwn(10_000))
        .startsWith("*a &lt;script&gt;alert(1)&lt;/script&gt; &amp; \\x1b[31mred*\n")
        .contains("• [open]\u200b(https://evil.example.org) @\u200bhere &lt;!channel&gt;")
        .contains("a|b&lt;i&gt;'c'")
        .doesNotContain("hunter2secret");
  }

  private static long count(String page, String pattern) {
    return java.util.regex.Pattern.compile(pattern).matcher(page).results().count();
  }
}
