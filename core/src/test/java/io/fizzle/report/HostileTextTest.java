package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of logs is shown and never obeyed, and secrets do not come out at all. */
class HostileTextTest {
  @TempDir private Path folder;
  private Report report;

  @BeforeEach
  void investigate() {
    report = Evidences.report(Evidences.hostile(folder));
  }

  private List<String> allFormats() {
    return List.of(
        new TextReport(80, Ink.PLAIN).render(report),
        new TextReport(80, Ink.ANSI).render(report),
        new MarkdownReport().render(report),
        new JsonReport().render(report),
        new SarifReport().render(report),
        new JunitReport().render(report));
  }

  @Test
  void writesOutEscapeSequencesInsteadOfSendingThem() {
    String text = new TextReport(80, Ink.PLAIN).render(report);

    assertThat(text).contains("\\x1b]0;owned\\x07").contains("\\x9b31m\\u202e<script>");
    for (String format : allFormats()) {
      assertThat(Pattern.compile("\u001b\\[[0-9;]*m").matcher(format).replaceAll("").codePoints())
          .allMatch(character -> character == '\n' || Printable.isHarmless(character));
    }
  }

  @Test
  void givesProgramsTheExcerptAsItWas() throws Exception {
    String json = new JsonReport().render(report);
    JsonNode name = new ObjectMapper().readTree(json).at("/application/name");

    assertThat(json).contains("\\u001B]0;owned\\u0007").contains("\\u009b31m\\u202e");
    assertThat(name.asText()).contains("\u001b]0;owned\u0007").contains("\u009b31m\u202e<script>");
  }

  @Test
  void letsNoSecretOut() {
    for (String format : allFormats()) {
      assertThat(format).doesNotContain(Evidences.SECRET).contains("(redacted");
    }
  }

  @Test
  void escapesMarkdownAndHtml() {
    String markdown = new MarkdownReport().render(report);
    List<String> outsideOfCode =
        markdown.lines().filter(line -> line.startsWith("# ") || line.startsWith("| ")).toList();

    assertThat(outsideOfCode.get(0))
        .startsWith("# a\\|b \\`c\\` \\[d\\](http:\\//e) ")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(Markdown.escape("<b>x</b> *y* _z_ @me #1 $2$ ![i](j) ~k~"))
        .isEqualTo(
            "&lt;b&gt;x&lt;/b&gt; \\*y\\* \\_z\\_ &#64;me \\#1 \\$2\\$ \\!\\[i\\](j) \\~k\\~");
  }

  @Test
  void keepsCodeInsideItsFence() {
    assertThat(Markdown.code("a ``` b `` c")).isEqualTo("````a ``` b `` c````");
    assertThat(Markdown.code("`x`")).isEqualTo("`` `x` ``");
    assertThat(Markdown.code("two\nlines")).isEqualTo("`two lines`");
  }

  @Test
  void keepsCellsInsideTheirTable() {
    String row =
        new MarkdownReport()
            .render(report)
            .lines()
            .filter(line -> line.startsWith("| 1 |"))
            .findFirst()
            .orElseThrow();

    assertThat(row.replace("\\|", "").chars().filter(character -> character == '|').count())
        .isEqualTo(CentralQuestion.HEADER.size() + 1);
  }
}
