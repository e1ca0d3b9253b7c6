package io.fizzle.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer to be read: headings, sentences and tables, in one order for every format.
 *
 * <p>For answers whose formats differ in nothing but their marks; a diagnosis has reports of its
 * own. All text may hold what logs said: every format makes it harmless.
 *
 * @param title what it is about
 */
public record Document(String title, List<Block> blocks) {
  public Document {
    blocks = List.copyOf(blocks);
  }

  /** A piece of a document. */
  public sealed interface Block {}

  /** Begins a section. */
  public record Heading(String text) implements Block {}

  /** Sentences. */
  public record Paragraph(Tone tone, String text) implements Block {}

  /**
   * One of a list.
   *
   * @param text what it says first
   * @param more what is said below it
   */
  public record Item(Tone tone, String text, List<String> more) implements Block {
    public Item {
      more = List.copyOf(more);
    }
  }

  /**
   * A table.
   *
   * @param caption for those who do not see it
   * @param rows each as long as the header; {@code -} where a cell says nothing
   */
  public record Table(String caption, List<String> header, List<List<String>> rows)
      implements Block {
    public Table {
      header = List.copyOf(header);
      rows = List.copyOf(rows.stream().map(List::copyOf).toList());
    }
  }

  /** For a terminal, ending with a line feed. */
  public String text(int width, Ink ink) {
    return new DocumentText(new Paper(width, ink)).render(this);
  }

  /** GitHub-flavoured Markdown, ending with a line feed. */
  public String markdown() {
    return DocumentMarkdown.render(this);
  }

  /**
   * For a chat that takes Slack's mrkdwn, ending with a line feed.
   *
   * @param most characters; what does not fit is left out, and how much
   */
  public String mrkdwn(int most) {
    return DocumentMrkdwn.render(this, most);
  }

  /** One file for a browser that needs nothing else, ending with a line feed. */
  public String html() {
    return DocumentHtml.render(this);
  }

  /** Collects blocks. Not thread-safe. */
  public static final class Draft {
    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    public Draft(String title) {
      this.title = title;
    }

    public Draft heading(String text) {
      blocks.add(new Heading(text));
      return this;
    }

    public Draft paragraph(String text) {
      return paragraph(Tone.PLAIN, text);
    }

    public Draft paragraph(Tone tone, String text) {
      blocks.add(new Paragraph(tone, text));
      return this;
    }

    public Draft item(Tone tone, String text, List<String> more) {
      blocks.add(new Item(tone, text, more));
      return this;
    }

    public Draft item(String text) {
      return item(Tone.PLAIN, text, List.of());
    }

    /** A table; nothing where it has no rows. */
    public Draft table(String caption, List<String> header, List<List<String>> rows) {
      if (!rows.isEmpty()) {
        blocks.add(new Table(caption, header, rows));
      }
      return this;
    }

    public Document finish() {
      return new Document(title, blocks);
    }
  }
}
