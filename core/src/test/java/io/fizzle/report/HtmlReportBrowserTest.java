package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report in a real Chromium; left out where none is installed. */
class HtmlReportBrowserTest {
  /** Text whose contrast with what lies behind it is below WCAG 2.2's AA. */
  private static final String PALE =
      """
      (() => {
        const part = text => { const [r, g, b, a] = text.match(/[0-9.]+/g).map(Number);
          return { rgb: [r, g, b], a: a === undefined ? 1 : a }; };
        const light = rgb => { const [r, g, b] = rgb.map(c => { c /= 255;
          return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; });
          return .2126 * r + .7152 * g + .0722 * b; };
        const behind = node => { for (let at = node; at; at = at.parentElement) {
          const c = part(getComputedStyle(at).backgroundColor); if (c.a > .5) return c.rgb; }
          return [255, 255, 255]; };
        const pale = [];
        for (const node of document.querySelectorAll("body *")) {
          const own = [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
          if (!own || !node.checkVisibility() || node.closest(".unseen, script, svg, .skip, [aria-hidden]")) continue;
          const style = getComputedStyle(node);
          const [a, b] = [light(part(style.color).rgb), light(behind(node))];
          const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (contrast < 4.5) pale.push(node.className + ":" + node.textContent.slice(0, 30) + " "
            + contrast.toFixed(2));
        }
        return pale.join(" | ");
      })()
      """;

  private static final double MOST_SECONDS = 2;

  @TempDir private static Path profile;

  @TempDir private Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Browser.installed().isPresent(), "no Chromium: set CHROMIUM or install one");
    browser = new Browser(profile);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private Path page(Path evidence) throws IOException {
    return Files.writeString(
        folder.resolve("report.html"), new HtmlReport().render(Evidences.report(evidence)));
  }

  private static void media(String feature, String value) throws IOException {
    browser.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  @Test
  void drawsItsChartsWithoutAComplaintAndWithoutTheNetwork() throws IOException {
    int before = browser.complaints().size();
    browser.open(page(LargeRun.write(folder.resolve("eventlog"), 20, 400)));

    assertThat(browser.text("document.documentElement.dataset.drawn")).isEqualTo("2");
    assertThat(browser.text("document.querySelectorAll('.chart canvas').length")).isEqualTo("2");
    assertThat(browser.text(inked("timeline-chart"))).isEqualTo("true");
    assertThat(browser.text(inked("stage-chart"))).isEqualTo("true");
    assertThat(browser.complaints()).hasSize(before);
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith("file:") || url.startsWith("about:"));
  }

  @Test
  void drawsWhatTheFlightRecorderSaw() throws IOException {
    int before = browser.complaints().size();
    browser.open(page(Evidences.heapOomRecorded(folder.resolve("evidence"))));

    assertThat(browser.text(inked("vitals-chart"))).isEqualTo("true");
    assertThat(
            browser.text(
                "[...document.querySelectorAll('#vitals tbody tr')].map(row =>"
                    + " [...row.children].map(cell => cell.textContent).join(' | ')).join('; ')"))
        .contains("1 | heap in use | 500 MiB | 500 MiB | 512 MiB")
        .contains("2 | container | 460 MiB | 460 MiB | 896 MiB");
    assertThat(browser.complaints()).hasSize(before);
  }

  @Test
  void tellsOtherApplicationsAndBlindSpotsAndOpensThemWithTheKeyboard() throws IOException {
    browser.open(page(Evidences.twoApplications(folder.resolve("evidence"))));

    assertThat(browser.text("document.querySelector('#applications tbody').innerText"))
        .contains("job-2 (application_1772359200000_0002)")
        .contains("succeeded: healthy");
    assertThat(browser.text("document.querySelectorAll('#blind-spots details').length"))
        .isNotEqualTo("0");
    browser.text("document.querySelector('#blind-spots summary').focus()");
    browser.press("Enter", 13);
    assertThat(browser.text("document.querySelector('#blind-spots details p').checkVisibility()"))
        .isEqualTo("true");
  }

  /** True where a canvas has more than one colour on it. */
  private static String inked(String chart) {
    return """
    (() => { const canvas = document.querySelector('#%s canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
      return seen.size > 8; })()
    """
        .formatted(chart);
  }

  @Test
  void runsNothingThatALogSays() throws IOException {
    int before = browser.complaints().size();
    browser.open(page(Evidences.hostile(folder.resolve("evidence"))));

    assertThat(browser.text("document.querySelectorAll('script').length")).isEqualTo("4");
    assertThat(browser.text("document.querySelectorAll('main img, main iframe, main b').length"))
        .isEqualTo("1"); // the name in the verdict is bold
    assertThat(browser.complaints()).hasSize(before);
  }

  @Test
  void opensEvidenceWithTheKeyboard() throws IOException {
    browser.open(page(Evidences.heapOom(folder.resolve("evidence"))));
    String closed = "document.querySelector('#why details.cite:not([open])')";
    browser.text(closed + ".id = 'asked-for'");
    String asked = "document.getElementById('asked-for')";
    browser.text("document.querySelector('#theme').focus()");
    for (int i = 0; i < 60; i++) {
      if (browser.text("document.activeElement.parentElement === " + asked).equals("true")) {
        break;
      }
      browser.press("Tab", 9);
    }

    assertThat(browser.text("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    browser.press("Enter", 13);

    assertThat(browser.text(asked + ".open")).isEqualTo("true");
    assertThat(browser.text(asked + ".querySelector('pre').checkVisibility()")).isEqualTo("true");
  }

  @Test
  void followsTheSystemIntoTheDarkAndTheReaderOutOfIt() throws IOException {
    media("prefers-color-scheme", "dark");
    try {
      browser.open(page(Evidences.gcStall(folder.resolve("evidence"))));
      String background = "getComputedStyle(document.body).backgroundColor";

      assertThat(browser.text(background)).isEqualTo("rgb(19, 21, 24)");
      assertThat(browser.text(PALE)).isEmpty();
      browser.text("document.getElementById('theme').click()");
      assertThat(browser.text(background)).isEqualTo("rgb(251, 251, 249)");
      assertThat(browser.text(PALE)).isEmpty();
      browser.text("localStorage.clear()");
    } finally {
      media("prefers-color-scheme", "light");
    }
  }

  @Test
  void fitsAPhone() throws IOException {
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
    try {
      for (Path evidence :
          List.of(
              Evidences.heapOom(folder.resolve("a")),
              Evidences.undetermined(folder.resolve("b")),
              Evidences.heapOomRecorded(folder.resolve("d")),
              Evidences.twoApplications(folder.resolve("e")),
              Evidences.hostile(folder.resolve("c")))) {
        browser.open(page(evidence));
        browser.text("document.querySelectorAll('details').forEach(one => { one.open = true; })");

        assertThat(browser.text("document.documentElement.scrollWidth <= 360")).isEqualTo("true");
      }
    } finally {
      browser.call("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  @Test
  void printsWithEverythingOpen() throws IOException {
    browser.open(page(Evidences.heapOom(folder.resolve("evidence"))));
    browser.text(
        "addEventListener('beforeprint', () => { window.closed_ ="
            + " document.querySelectorAll('main details:not([open])').length; })");

    String pdf = browser.call("Page.printToPDF", Map.of()).at("/data").asText();

    assertThat(
            new String(
                Base64.getDecoder().decode(pdf.substring(0, 400)), StandardCharsets.ISO_8859_1))
        .startsWith("%PDF-");
    assertThat(browser.text("window.closed_")).isEqualTo("0");
    assertThat(browser.text("document.querySelectorAll('main details:not([open])').length"))
        .isNotEqualTo("0");
  }

  @Test
  void drawsAThousandExecutorsAndAHundredThousandTasksInLessThanTwoSeconds() throws IOException {
    Path page = page(LargeRun.write(folder.resolve("eventlog"), 1000, 100_000));
    browser.call("Performance.disable", Map.of());
    browser.call("Performance.enable", Map.of("timeDomain", "threadTicks"));

    browser.open(page);

    double seconds = 0;
    for (var metric : browser.call("Performance.getMetrics", Map.of()).at("/metrics")) {
      if (metric.at("/name").asText().equals("TaskDuration")) {
        seconds = metric.at("/value").asDouble();
      }
    }
    assertThat(seconds).isBetween(0.01, MOST_SECONDS);
    assertThat(browser.text("document.querySelectorAll('#timeline tbody tr').length"))
        .isEqualTo("1001");
  }

  @Test
  void hasHeadingsLandmarksAndWordsForEveryChart() throws IOException {
    browser.open(page(LargeRun.write(folder.resolve("eventlog"), 20, 400)));

    assertThat(browser.text("document.querySelectorAll('h1').length")).isEqualTo("1");
    assertThat(browser.text("document.querySelectorAll('main, nav[aria-label], header').length"))
        .isEqualTo("3");
    assertThat(
            browser.text(
                "[...document.querySelectorAll('.chart')].every(chart => chart.getAttribute('role')"
                    + " === 'img' && chart.getAttribute('aria-label')"
                    + " && chart.closest('section').querySelector('table'))"))
        .isEqualTo("true");
    assertThat(
            browser.text(
                "[...document.querySelectorAll('[aria-labelledby]')].every(one =>"
                    + " document.getElementById(one.getAttribute('aria-labelledby')))"))
        .isEqualTo("true");
    assertThat(
            browser.text(
                "[...document.querySelectorAll('a[href^=\"#\"]')].every(one =>"
                    + " document.querySelector(one.getAttribute('href')))"))
        .isEqualTo("true");
  }
}
