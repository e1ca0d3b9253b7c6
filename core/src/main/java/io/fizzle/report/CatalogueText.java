package io.fizzle.report;

import io.fizzle.cause.Causes;
import io.fizzle.cause.Page;
import io.fizzle.report.Catalogue.Entry;
import io.fizzle.report.Catalogue.Room;
import io.fizzle.report.Paper.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The catalogue of causes for a terminal: the list, and a page for each id. */
public final class CatalogueText {

  /** Verdicts that are no causes. */
  static final Map<String, String> VERDICTS =
      Map.of(
          Causes.HEALTHY,
          "Nothing is wrong, or the application recovered: what it recovered from is told as well.",
          Causes.UNDETERMINED,
          "The evidence does not tell. The report says what is known, which causes remain possible,"
              + " and what would settle it with the way to get it.");

  private final int width;
  private final Ink ink;

  /**
   * A catalogue for a page of this width.
   *
   * @param width columns to wrap at
   */
  public CatalogueText(int width, Ink ink) {
    this.width = width;
    this.ink = ink;
  }

  /** Every id with its title, by room. */
  public String list() {
    Paper paper = new Paper(width, ink);
    List<Entry> entries = Catalogue.entries();
    int wide = entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(0);
    for (Room room : Catalogue.ROOMS) {
      paper.line(new Span(Tone.STRONG, room.heading()), new Span(": " + room.holds()));
      entries.stream()
          .filter(entry -> entry.room().equals(room.name()))
          .forEach(
              entry ->
                  paper.paragraph(
                      "  " + entry.id() + " ".repeat(wide - entry.id().length() + 2),
                      entry.title()));
      paper.line("");
    }
    return paper
        .line("fizzle explain ID tells what proves one of them, and what it is not.")
        .toString();
  }

  /** The page of a cause, a finding or a verdict; empty where there is none of this id. */
  public Optional<String> page(String id) {
    String asked = id.strip().toLowerCase(Locale.ROOT);
    String verdict = VERDICTS.get(asked);
    if (verdict != null) {
      Paper paper = new Paper(width, ink);
      return Optional.of(
          paper.line(new Span(Tone.STRONG, asked)).paragraph("  ", verdict).toString());
    }
    return Catalogue.entries().stream()
        .filter(entry -> entry.id().equals(asked))
        .findFirst()
        .map(this::page);
  }

  private String page(Entry entry) {
    Paper paper = new Paper(width, ink);
    Page page = entry.page();
    paper.line(new Span(Tone.STRONG, entry.id()), new Span("  " + entry.title()));
    paper.line(
        entry.isFinding()
            ? "A finding: nothing that failed."
            : "GC, out of memory, both, or neither? " + entry.kind());
    section(paper, "WHAT IT LOOKS LIKE", page.looks());
    section(paper, "WHY", page.why());
    section(paper, "WHAT PROVES IT", page.proof());
    section(paper, "WHAT FIXES IT", page.fix());
    section(paper, "WHAT IT IS NOT", page.notThis());
    section(paper, "COMMONLY ADVISED, AND NO HELP", page.noHelp());
    return paper.toString();
  }

  private static void section(Paper paper, String heading, String text) {
    if (!text.isEmpty()) {
      paper.heading(heading).paragraph("  ", text.replace("`", ""));
    }
  }
}
