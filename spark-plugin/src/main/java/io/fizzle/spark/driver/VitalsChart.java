package io.fizzle.spark.driver;

import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * A line chart as SVG: time to the right up to the last sample, values from zero up. It is drawn
 * here and not by a script, so the page works in a browser that may run none.
 */
final class VitalsChart {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 110;
  private static final int LEFT = 62;
  private static final int TOP = 8;
  private static final int BOTTOM = 18;

  /** Distinct in light and dark, and for people who see no red or green (Okabe and Ito). */
  private static final List<String> COLOURS = List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7");

  /**
   * One line.
   *
   * @param value below zero where it is not known, which leaves a gap
   */
  private record Line(String name, ToDoubleFunction<VitalSigns> value) {}

  private final String title;
  private final LongFunction<String> unit;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param unit writes a value for people
   */
  VitalsChart(String title, LongFunction<String> unit) {
    this.title = title;
    this.unit = unit;
  }

  VitalsChart line(String name, ToDoubleFunction<VitalSigns> value) {
    lines.add(new Line(name, value));
    return this;
  }

  /** The chart of these samples, earliest first; nothing where none of its values is known. */
  void draw(List<VitalSigns> samples, Markup page) {
    double most =
        samples.stream()
            .flatMapToDouble(
                signs -> lines.stream().mapToDouble(line -> line.value().applyAsDouble(signs)))
            .max()
            .orElse(-1);
    if (samples.size() < 2 || most < 0) {
      return;
    }
    double top = most <= 0 ? 1 : most;
    page.raw("<figure><figcaption>").element("b", title);
    for (int i = 0; i < lines.size(); i++) {
      page.raw(" <i style=\"color:" + COLOURS.get(i) + "\">&#9644;</i> ").text(lines.get(i).name());
    }
    page.raw("</figcaption><svg role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\">");
    axes(samples, top, page);
    for (int i = 0; i < lines.size(); i++) {
      page.raw(
          "<path fill=\"none\" stroke-width=\"1.6\" stroke=\""
              + COLOURS.get(i)
              + "\" d=\""
              + path(samples, lines.get(i), top)
              + "\"/>");
    }
    page.raw("</svg></figure>");
  }

  private void axes(List<VitalSigns> samples, double top, Markup page) {
    page.raw(
        "<path class=\"axis\" d=\"M%d %d V%d H%d\"/>"
            .formatted(LEFT, TOP, HEIGHT - BOTTOM, WIDTH - 4));
    label(LEFT - 5, TOP + 8, "end", unit.apply(Math.round(top)), page);
    label(LEFT - 5, HEIGHT - BOTTOM, "end", "0", page);
    Duration shown =
        Duration.between(samples.get(0).time(), samples.get(samples.size() - 1).time());
    label(LEFT, HEIGHT - 4, "start", "-" + shown.toSeconds() + " s", page);
    label(WIDTH - 4, HEIGHT - 4, "end", "last sample", page);
  }

  private static void label(int x, int y, String anchor, String words, Markup page) {
    page.raw("<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">")
        .text(words)
        .raw("</text>");
  }

  private static String path(List<VitalSigns> samples, Line line, double top) {
    StringBuilder path = new StringBuilder();
    Instant first = samples.get(0).time();
    double length =
        Math.max(1, Duration.between(first, samples.get(samples.size() - 1).time()).toMillis());
    boolean pen = false;
    for (VitalSigns signs : samples) {
      double value = line.value().applyAsDouble(signs);
      if (value < 0) {
        pen = false;
        continue;
      }
      double x =
          LEFT + (WIDTH - 4 - LEFT) * Duration.between(first, signs.time()).toMillis() / length;
      double y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.min(1, value / top);
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x, y));
      pen = true;
    }
    return path.toString();
  }
}
