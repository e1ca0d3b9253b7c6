package io.fizzle.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report for a browser: one file that needs nothing else, no network above all.
 *
 * <p>Everything that is said stands in the markup; the scripts only draw the charts, whose figures
 * stand in tables as well. A Content-Security-Policy lets nothing run and nothing style the page
 * but the texts of this program, which it names by their hashes.
 */
public final class HtmlReport {
  private static final String STYLE = own("report.css");
  private static final String THEME = own("report-theme.js");
  private static final String SCRIPT = own("report.js");
  private static final String CHARTS = own("echarts.min.js");

  /** The whole report, ending with a line feed. */
  public String render(Report report) {
    Story story = Story.of(report);
    Timeline timeline = Timeline.of(story.diagnosis());
    HtmlSheet page = new HtmlSheet();
    page.own("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(page, story);
    page.open("body");
    List<VitalsChart> vitals = VitalsChart.of(story.diagnosis());
    HtmlSiblings siblings = new HtmlSiblings(page, Siblings.of(report));
    new HtmlPage(page, story, siblings, timeline, vitals, report.sources()).write();
    page.own("<script type=\"application/json\" id=\"report-data\">")
        .own(ChartJson.of(timeline, vitals, StageChart.of(story.diagnosis())))
        .own("</script>\n<script>" + CHARTS + "</script>\n<script>" + SCRIPT + "</script>\n");
    return page.close().close().toString();
  }

  private static void head(HtmlSheet page, Story story) {
    page.open("head")
        .single("meta", "charset", "utf-8")
        .single("meta", "http-equiv", "Content-Security-Policy", "content", policy())
        .single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .single("meta", "name", "color-scheme", "content", "light dark")
        .single("meta", "name", "referrer", "content", "no-referrer")
        .element("title", story.name() + ": " + story.diagnosis().verdict().cause() + " – Fizzle")
        .own("<style>" + STYLE + "</style>\n<script>" + THEME + "</script>\n")
        .close();
  }

  private static String policy() {
    String scripts =
        List.of(THEME, CHARTS, SCRIPT).stream()
            .map(HtmlReport::hash)
            .collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + scripts
        + "; style-src "
        + hash(STYLE)
        + "; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String own(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the program", e);
    }
  }
}
