package io.fizzle.report;

import io.fizzle.cause.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline: a drawing, and a table that says the same. */
record HtmlTimeline(HtmlSheet page, Story story, Timeline timeline) {
  private static final int MOST_ROWS = 2000;
  private static final List<String> HEADER =
      List.of("process", "host", "from", "until", "end", "tasks", "GC", "seen");

  void write() {
    if (timeline.isEmpty()) {
      return;
    }
    page.open("section", "id", "timeline", "aria-labelledby", "timeline-title", "class", "wide")
        .element("h2", "Timeline", "id", "timeline-title");
    page.open("ul", "class", "legend");
    key("busy", "running tasks");
    key("gc", "time in GC");
    key("idle", "alive");
    if (timeline.rows().stream().anyMatch(row -> !row.heap().isEmpty())) {
      key("heap", "heap in use after GC");
    }
    key("mark lost", "lost");
    key("mark oom", "out of memory");
    key("mark beat", "no heartbeat");
    key("mark fail", "task failed");
    page.close();
    page.element(
        "div",
        "",
        "id",
        "timeline-chart",
        "class",
        "chart",
        "role",
        "img",
        "aria-label",
        "Timeline of the driver and the executors. The table below says the same in words.");
    List<Life> lives = Life.all(story.diagnosis());
    page.open("p", "class", "note");
    page.text(
        "Ctrl and wheel zoom, drag to move. GC comes from GC logs where there are any, else from"
            + " what tasks counted.");
    if (timeline.others() > 0) {
      page.text(
          " " + timeline.others() + " executors that ended as planned are in the table only.");
    }
    page.close();
    page.open("details").element("summary", "All processes as a table (" + lives.size() + ")");
    HtmlTable.write(
        page,
        "All processes",
        HEADER,
        lives.stream().sorted(Life.ORDER).limit(MOST_ROWS).map(HtmlTimeline::row).toList());
    if (lives.size() > MOST_ROWS) {
      page.element("p", "… and " + (lives.size() - MOST_ROWS) + " more", "class", "note");
    }
    page.close().close();
  }

  private void key(String kind, String meaning) {
    page.open("li").element("i", "", "class", kind, "aria-hidden", "true").text(meaning).close();
  }

  private static List<String> row(Life life) {
    return List.of(
        life.name(),
        life.life().host().orElse("–"),
        time(life.from()),
        time(life.to()),
        life.end(),
        Long.toString(life.life().tasks().succeeded()),
        life.gcShare() < 0 ? "–" : Numbers.percent(life.gcShare()),
        seen(life));
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "–" : Wording.time(time);
  }

  private static String seen(Life life) {
    List<String> seen = new ArrayList<>();
    if (life.life().hasOwnLog()) {
      seen.add("log");
    }
    if (life.life().gc().isPresent()) {
      seen.add("GC log");
    }
    return seen.isEmpty() ? "–" : String.join(", ", seen);
  }
}
