package io.fizzle.read.message;

import io.fizzle.read.message.Headline.Names;
import io.fizzle.read.message.Link.Origin;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a failure's text into its links, outermost first.
 *
 * <p>The first {@value #FULL} characters are read line by line, after them only {@code Caused by:}
 * lines with their frames, up to {@value #LAST} characters, so that a stack of a thousand frames
 * costs no more than a short one.
 */
final class CauseChain {
  private static final int FULL = 8 * 1024;
  private static final int LAST = 64 * 1024;
  private static final int LONGEST_LINE = 2000;
  private static final int LONGEST_MESSAGE = 4000;
  private static final int MOST_LINKS = 24;
  private static final String CAUSED_BY = "Caused by: ";
  private static final String TRACEBACK = "Traceback (most recent call last):";

  /** Before a frame, and before the cause behind the last frame. */
  private static final Pattern FOLD =
      Pattern.compile(
          "\\s{1,8}(?=at [\\w.$/<>]{3,300}\\([\\w$. -]{1,120}(?::\\d{1,9})?\\)(?:\\s|$))"
              + "|(?<=\\)|\\d more)\\s{1,8}(?=Caused by: |\\.\\.\\. \\d)");

  private final List<Draft> drafts = new ArrayList<>();
  private boolean python;
  private boolean ignoringFrames;
  private boolean ignoringSuppressed;

  private CauseChain() {}

  /** At least one link; the last link with frames is the innermost. */
  static List<Link> of(String text) {
    CauseChain chain = new CauseChain();
    int at = 0;
    while (at < text.length() && at < LAST && chain.drafts.size() < MOST_LINKS) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String line = text.substring(at, Math.min(end, at + LONGEST_LINE)).stripTrailing();
      if (at < FULL || line.startsWith(CAUSED_BY) || line.startsWith("\tat ")) {
        chain.readUnfolded(line);
      }
      at = end + 1;
    }
    return chain.drafts.isEmpty()
        ? List.of(new Link("", "", List.of(), Origin.PLAIN, null, List.of()))
        : links(chain.drafts);
  }

  private static List<Link> links(List<Draft> drafts) {
    List<Link> links = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    for (Draft draft : drafts) {
      links.add(draft.link(outer));
      outer.add(draft.type);
    }
    return List.copyOf(links);
  }

  /** Forms, tickets and tables put a whole stack trace on one line. */
  private void readUnfolded(String line) {
    if (!line.contains(") at ")) {
      read(line);
      return;
    }
    for (String part : FOLD.split(line)) {
      read(part);
    }
  }

  private void read(String line) {
    String bare = line.strip();
    if (bare.isEmpty() || bare.equals(")") || bare.startsWith("... ")) {
      return;
    }
    if (isFrame(bare)) {
      readFrame(bare.substring("at ".length()));
    } else if (bare.equals("Driver stacktrace:")) {
      ignoringFrames = true;
    } else if (bare.startsWith("Suppressed: ")) {
      ignoringSuppressed = true;
    } else if (!ignoringSuppressed || line.startsWith(CAUSED_BY)) {
      ignoringSuppressed = false;
      readSentence(line, bare);
    }
  }

  /** {@code at package.Class.method(File:line)}: nothing but one name before the parenthesis. */
  private static boolean isFrame(String bare) {
    int open = bare.startsWith("at ") ? bare.indexOf('(') : -1;
    return open > 3 && bare.lastIndexOf(' ', open) == 2;
  }

  private void readFrame(String frame) {
    python = false;
    if (ignoringFrames || ignoringSuppressed) {
      return;
    }
    for (int index = drafts.size() - 1; index >= 0; index--) {
      if (drafts.get(index).origin != Origin.PYTHON) {
        drafts.get(index).addFrame(frame);
        return;
      }
    }
  }

  private void readSentence(String line, String bare) {
    if (python && line.startsWith(" ")) {
      readPythonLine(bare);
      return;
    }
    boolean first = drafts.isEmpty();
    if (!first && lastDraft().verdict != null) {
      lastDraft().append(bare);
      return;
    }
    python |= bare.endsWith(TRACEBACK);
    List<Draft> found = scan(bare, first);
    if (!found.isEmpty()) {
      ignoringFrames = false;
      drafts.addAll(found);
    } else if (!bare.equals(TRACEBACK)) {
      lastDraft().append(bare);
    }
  }

  private void readPythonLine(String bare) {
    if (bare.startsWith("File \"")) {
      lastDraft().pythonFrames.add(0, bare);
    }
  }

  private Draft lastDraft() {
    return drafts.get(drafts.size() - 1);
  }

  /** The links that one line holds; empty where it names none and is not the first one. */
  private List<Draft> scan(String line, boolean first) {
    List<Draft> found = new ArrayList<>();
    Draft open = null;
    int start = 0;
    while (found.size() < MOST_LINKS) {
      int next = Envelopes.skip(line, start);
      FailureKind verdict = Envelopes.verdict(line, next);
      Headline headline = verdict == null ? headline(line, next, names(line, start, first)) : null;
      if (headline == null && open != null && verdict == null) {
        open.append(line.substring(next));
        return found;
      }
      if (open != null) {
        open.append(line.substring(start, next).strip());
        open.origin = Origin.WRAPPING;
      }
      if (headline == null) {
        if (first || next > 0 || verdict != null) {
          found.add(Draft.of(line.substring(next)).decided(verdict));
        }
        return found;
      }
      open = new Draft(headline.type());
      found.add(open);
      if (headline.messageEnd() < line.length()) {
        open.append(line.substring(headline.messageStart(), headline.messageEnd()));
        return found;
      }
      start = headline.messageStart();
      takePythonFrames(open);
    }
    return found;
  }

  /** What may be named at a place: a traceback's end and a cause name any class. */
  private Names names(String line, int start, boolean first) {
    boolean endsTraceback = python && !drafts.isEmpty() && !lastDraft().pythonFrames.isEmpty();
    if (start == 0 && (endsTraceback || line.startsWith(CAUSED_BY))) {
      return Names.ANY;
    }
    return first ? Names.SIMPLE : Names.QUALIFIED;
  }

  private static @Nullable Headline headline(String line, int at, Names names) {
    int marked = Envelopes.skipMark(line, at);
    Headline found = marked > at ? Headline.at(line, marked, Names.SIMPLE) : null;
    return found != null ? found : Headline.at(line, at, names);
  }

  /** A traceback prints its frames before the error that they belong to. */
  private void takePythonFrames(Draft error) {
    if (!drafts.isEmpty() && !lastDraft().pythonFrames.isEmpty()) {
      error.origin = Origin.PYTHON;
      error.frames.addAll(lastDraft().pythonFrames);
      lastDraft().pythonFrames.clear();
    }
  }

  /** A link under construction. */
  private static final class Draft {
    private final String type;
    private final StringBuilder message = new StringBuilder();
    private final List<String> frames = new ArrayList<>();
    private final List<String> pythonFrames = new ArrayList<>();
    private Origin origin = Origin.PLAIN;
    private @Nullable FailureKind verdict;

    Draft(String type) {
      this.type = type;
    }

    static Draft of(String sentence) {
      Draft draft = new Draft("");
      draft.append(sentence);
      return draft;
    }

    Draft decided(@Nullable FailureKind kind) {
      verdict = kind;
      return this;
    }

    void append(String line) {
      if (message.length() + line.length() < LONGEST_MESSAGE) {
        message.append(message.isEmpty() ? "" : "\n").append(line);
      }
    }

    void addFrame(String frame) {
      if (frames.size() < Failure.MAX_FRAMES) {
        frames.add(frame);
      }
    }

    Link link(List<String> outer) {
      return new Link(type, message.toString(), frames, origin, verdict, outer);
    }
  }
}
