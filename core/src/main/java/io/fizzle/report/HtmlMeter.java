package io.fizzle.report;

/** A probability as a bar. The page's policy allows no style of its own, so it is a drawing. */
final class HtmlMeter {
  private static final int WIDTH = 100;

  private HtmlMeter() {}

  static void write(HtmlSheet page, double share) {
    String width = String.valueOf(Math.round(Math.max(0, Math.min(1, share)) * WIDTH));
    page.open("svg", "class", "meter", "viewBox", "0 0 100 6", "aria-hidden", "true")
        .element("rect", "", "class", "rail", "width", "100", "height", "6", "rx", "3")
        .element("rect", "", "class", "fill", "width", width, "height", "6", "rx", "3")
        .close();
  }
}
