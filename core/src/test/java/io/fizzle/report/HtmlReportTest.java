package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report as text; {@link HtmlReportBrowserTest} looks at it as a page. */
class HtmlReportTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script>(.*?)</script>|<style>(.*?)</style>", Pattern.DOTALL);
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"report-data\">(.*?)</script>", Pattern.DOTALL);
  private static final int MOST_BYTES = 1_500_000;

  @TempDir private Path folder;

  private static String html(Path evidence) {
    return new HtmlReport().render(Evidences.report(evidence));
  }

  /** The page without the program's own scripts and styles. */
  private static String markup(String html) {
    return SCRIPT.matcher(html).replaceAll("");
  }

  @Test
  void saysTheVerdictFirstAndAnswersTheCentralQuestion() {
    String markup = markup(html(Evidences.heapOom(folder)));

    assertThat(markup)
        .containsSubsequence(
            "<h1>Executor 1 on node-1 ran out of Java heap.</h1>",
            "<span class=\"chip\">heap-oom</span>",
            "GC, out of memory, both, or neither?",
            "<li class=\"chosen\"><span>Out of memory</span>",
            ">Why</h2>",
            "java.lang.OutOfMemoryError: Java heap space",
            "driver.log:",
            ">What followed</h2>",
            ">Fix</h2>",
            "spark.executor.memory",
            ">Timeline</h2>",
            ">Sources</h2>");
  }

  @Test
  void leavesTheQuestionOpenWhereTheEvidenceDoes() {
    String markup = markup(html(Evidences.undetermined(folder)));

    assertThat(markup)
        .contains("The evidence does not tell.", "What would settle it")
        .doesNotContain("class=\"chosen\"");
  }

  @Test
  void letsNothingRunButItsOwnScripts() throws Exception {
    String html = html(Evidences.hostile(folder));
    Matcher block = SCRIPT.matcher(html);

    String policy = html.substring(html.indexOf("content=\"default-src") + 9);
    assertThat(policy).startsWith("default-src &#39;none&#39;; script-src &#39;sha256-");
    int blocks = 0;
    for (; block.find(); blocks++) {
      String text = block.group(1) == null ? block.group(2) : block.group(1);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("sha256-" + Base64.getEncoder().encodeToString(hash));
    }
    assertThat(blocks).isEqualTo(4);
    assertThat(policy.substring(0, policy.indexOf('"'))).doesNotContain("unsafe");
  }

  @Test
  void writesOutWhatALogWouldHaveTheBrowserDo() {
    String markup = markup(html(Evidences.hostile(folder)));
    String outsideOfData = DATA.matcher(markup).replaceAll("");

    assertThat(outsideOfData)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>", "\u202e", "\u001b");
    assertThat(markup).doesNotContain(Evidences.SECRET).contains("(redacted");
    assertThat(outsideOfData.codePoints())
        .allMatch(character -> character == '\n' || Printable.isHarmless(character));
  }

  @Test
  void keepsDataInsideOfItsElement() throws Exception {
    Evidences.file(
        folder,
        "driver.log",
        "26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7",
        "26/03/01 10:01:00 ERROR TaskSchedulerImpl: Lost executor 3 on node-3: </script><script>"
            + "alert(1)</script><!-- & ]]>");
    Matcher data = DATA.matcher(html(folder));

    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).doesNotContain("<", ">", "&");
    JsonNode rows = new ObjectMapper().readTree(data.group(1)).at("/rows");
    assertThat(rows.findValuesAsText("text"))
        .anyMatch(text -> text.contains("</script><script>alert(1)"));
  }

  @Test
  void asksForNothingFromElsewhere() {
    String markup = markup(html(Evidences.heapOom(folder)));

    assertThat(markup).doesNotContain(" src=", "<link", "@import", "url(");
    assertThat(Pattern.compile("href=\"(?!#)").matcher(markup).find()).isFalse();
  }

  @Test
  void staysSmallEnoughForAMail() throws Exception {
    Path log = LargeRun.write(folder.resolve("eventlog"), 1000, 20_000);

    assertThat(html(log).getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
  }

  @Test
  void isTheSameForTheSameEvidence() {
    Path evidence = Evidences.heapOom(folder);

    assertThat(html(evidence)).isEqualTo(html(evidence));
  }
}
