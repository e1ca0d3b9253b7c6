package io.fizzle.report;

import io.fizzle.cause.Numbers;
import java.util.Comparator;
import java.util.List;

/** What was read and what was not, each source with its reason. */
record HtmlSources(HtmlSheet page, Story story, List<SourceUse> sources) {
  private static final int MOST_ROWS = 1000;
  private static final int FEW = 12;

  void write() {
    page.open("section", "id", "sources", "aria-labelledby", "sources-title")
        .element("h2", "Sources", "id", "sources-title");
    SourceAccount account = story.account();
    page.element(
        "p",
        account.used()
            + " read"
            + (account.read().isEmpty() ? "" : ": " + account.read())
            + (account.notUsed() == 0 ? "" : "; " + account.notUsed() + " not used"),
        "class",
        "lead");
    if (!story.names().folder().isEmpty()) {
      page.open("p").text("All in ").element("code", story.names().folder()).close();
    }
    List<SourceUse> shown =
        sources.stream()
            .sorted(Comparator.comparing((SourceUse source) -> !source.used()))
            .limit(MOST_ROWS)
            .toList();
    boolean few = shown.size() <= FEW;
    page.open("details", few ? "open" : "class", few ? "" : "long");
    page.element("summary", "Every source (" + sources.size() + ")");
    HtmlTable.write(
        page,
        "Sources",
        List.of("source", "kind", "written by", "size", "lines", "note"),
        shown.stream().map(this::row).toList());
    if (sources.size() > MOST_ROWS) {
      page.element("p", "… and " + (sources.size() - MOST_ROWS) + " more", "class", "note");
    }
    page.close().close();
  }

  private List<String> row(SourceUse source) {
    String note = source.used() ? source.note() : "not used: " + source.note();
    return List.of(
        story.names().of(source.name()),
        source.kind(),
        source.owner(),
        Numbers.bytes(source.bytes()),
        source.lines() == 0 ? "–" : Long.toString(source.lines()),
        note);
  }
}
