package io.fizzle.spark.driver;

import io.fizzle.cause.Numbers;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The tab's page: the losses with what they were, and the last minutes of every executor. */
final class VitalsPage {
  /** More charts than these make a page that nobody reads; the lost and the latest come first. */
  private static final int MOST_EXECUTORS = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private static final String HEAD =
      """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fizzle</title><style>
      body{font:14px/1.45 system-ui,sans-serif;margin:1.2rem 1.6rem;color:#222;background:#fff}
      h1{font-size:1.35rem;margin:.2rem 0}h2{font-size:1.1rem;margin:1.4rem 0 .4rem}
      h3{font-size:1rem;margin:1rem 0 .2rem}small,figcaption,td.time{color:#666}
      article{border-left:4px solid #d55e00;padding:.1rem .9rem;margin:.8rem 0;background:#fff7f0}
      article p{margin:.2rem 0}ul{margin:.2rem 0;padding-left:1.2rem}
      section{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem}figure{margin:0;width:380px}
      figcaption{font-size:.82rem}svg{width:100%;height:auto}
      svg text{font-size:9px;fill:#666}.axis{fill:none;stroke:#bbb}
      @media (prefers-color-scheme:dark){body{color:#ddd;background:#161616}article{background:#2a1d14}
      small,figcaption,svg text{color:#aaa;fill:#aaa}a{color:#6cb6ff}}
      </style></head><body><a href="../jobs/">&larr; Spark jobs</a><h1>Fizzle</h1>
      """;

  private final VitalsBoard board;
  private final LossWatch losses;

  VitalsPage(VitalsBoard board, LossWatch losses) {
    this.board = board;
    this.losses = losses;
  }

  String html() {
    Markup page = new Markup().raw(HEAD);
    List<LossReport> reports = new ArrayList<>(losses.reports());
    page.element("h2", reports.isEmpty() ? "No executor was lost" : "Lost executors");
    reports.stream()
        .sorted(Comparator.comparing(VitalsPage::time).reversed())
        .forEach(report -> loss(report, page));
    Set<String> lost = reports.stream().map(LossReport::executor).collect(Collectors.toSet());
    List<String> executors = new ArrayList<>(board.executors());
    executors.sort(
        Comparator.comparing((String id) -> !lost.contains(id))
            .thenComparing(id -> lastSeen(id), Comparator.reverseOrder()));
    page.element("h2", "The last minutes");
    executors.stream()
        .limit(MOST_EXECUTORS)
        .forEach(executor -> executor(executor, lost.contains(executor), page));
    if (executors.isEmpty()) {
      page.element("p", "No executor has sent any vitals yet.");
    } else if (executors.size() > MOST_EXECUTORS) {
      page.element("p", (executors.size() - MOST_EXECUTORS) + " more executors are not shown.");
    }
    return page.raw("</body></html>").toString();
  }

  private static Instant time(LossReport report) {
    Instant at = report.at();
    return at == null ? Instant.EPOCH : at;
  }

  private Instant lastSeen(String executor) {
    List<VitalSigns> samples = board.samples(executor);
    return samples.isEmpty() ? Instant.EPOCH : samples.get(samples.size() - 1).time();
  }

  private static void loss(LossReport report, Markup page) {
    page.raw("<article><h3>").text(report.headline()).raw(" <small>");
    Instant at = report.at();
    page.text(at == null ? "" : TIME.format(at)).raw("</small></h3>");
    if (!report.vitals().isEmpty()) {
      page.element("p", "Last seen: " + report.vitals());
    }
    page.raw("<ul>");
    report.why().forEach(argument -> page.element("li", argument));
    report.missing().forEach(one -> page.element("li", "Would settle it: " + one));
    page.raw("</ul>");
    if (!report.fix().isEmpty()) {
      page.raw("<p><b>Fix:</b> ").text(report.fix()).raw("</p>");
    }
    page.raw("</article>");
  }

  private void executor(String executor, boolean lost, Markup page) {
    List<VitalSigns> samples = board.samples(executor);
    if (samples.isEmpty()) {
      return;
    }
    Instant last = samples.get(samples.size() - 1).time();
    String host = board.identity(executor).map(identity -> " on " + identity.host()).orElse("");
    page.raw("<h3>").text("Executor " + executor + host).raw(" <small>");
    page.text((lost ? "lost, last sample " : "last sample ") + TIME.format(last));
    page.raw("</small></h3><section>");
    Map<Instant, VitalSigns> previous = previous(samples);
    new VitalsChart("Heap", Numbers::bytes)
        .line("in use", signs -> signs.get(Vital.HEAP_USED))
        .line("live after GC", signs -> signs.get(Vital.HEAP_AFTER_GC))
        .line("largest", signs -> signs.get(Vital.HEAP_MAX))
        .draw(samples, page);
    new VitalsChart("Memory", Numbers::bytes)
        .line("resident", VitalSigns::residentTree)
        .line("container", signs -> signs.get(Vital.CGROUP_USED))
        .line("its limit", signs -> signs.get(Vital.CGROUP_LIMIT))
        .draw(samples, page);
    new VitalsChart("Time in GC and waiting", value -> value + " %")
        .line("GC", growth(previous, Vital.GC_PAUSED))
        .line("memory pressure", growth(previous, Vital.PRESSURE_MEMORY))
        .line("disk pressure", growth(previous, Vital.PRESSURE_IO))
        .draw(samples, page);
    new VitalsChart("Tasks", String::valueOf)
        .line("running", signs -> signs.get(Vital.RUNNING_TASKS))
        .draw(samples, page);
    page.raw("</section>");
  }

  /** A sum of milliseconds as the share of the time since the sample before, in per cent. */
  private static ToDoubleFunction<VitalSigns> growth(
      Map<Instant, VitalSigns> previous, Vital vital) {
    return signs -> {
      VitalSigns before = previous.get(signs.time());
      if (before == null || !signs.knows(vital) || !before.knows(vital)) {
        return VitalSigns.UNKNOWN;
      }
      long passed = Math.max(1, Duration.between(before.time(), signs.time()).toMillis());
      long grown = Math.max(0, signs.get(vital) - before.get(vital));
      return Math.min(100, 100.0 * grown / passed);
    };
  }

  private static Map<Instant, VitalSigns> previous(List<VitalSigns> samples) {
    Map<Instant, VitalSigns> previous = new HashMap<>();
    for (int i = 1; i < samples.size(); i++) {
      previous.put(samples.get(i).time(), samples.get(i - 1));
    }
    return previous;
  }
}
