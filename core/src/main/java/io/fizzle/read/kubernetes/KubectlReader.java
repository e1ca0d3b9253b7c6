package io.fizzle.read.kubernetes;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.BoundedLines;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code kubectl} prints for people: descriptions of pods and nodes, tables of events,
 * any number of them in one text and whatever stands between.
 */
public final class KubectlReader implements Reader {
  private static final int LONGEST_LINE = 16 << 10;

  /** The first line of every description, quoted by blanks at most. */
  private static final Pattern NAME = Pattern.compile("^( {0,12})Name: {1,40}(\\S{1,253})\\s*$");

  private static final Pattern SECOND =
      Pattern.compile(
          "(?m)^ {0,12}Name: {1,40}\\S{1,253}\\s{0,9}\\n"
              + " {0,12}(?:Namespace|Priority|Roles|Node|Labels|Role): ");

  private static final Pattern EVENT_HEADER =
      Pattern.compile(
          "(?m)^(?=[^\\n"
              + "]{0,400}\\bREASON\\b)(?=[^\\n"
              + "]{0,400}(?:OBJ|NAME|POD))(?=[^\\n"
              + "]{0,400}(?:MESSAGE|MSG|NOTE))[A-Z][A-Z _.-]{10,400}\\s{0,9}$");

  /** True where a text holds a description or a table of events. */
  public static boolean looksLikeKubectl(String head) {
    return SECOND.matcher(head).find() || EVENT_HEADER.matcher(head).find();
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    Pass pass = new Pass(input, sink);
    ReadReport report = BoundedLines.read(bytes, LONGEST_LINE, pass::accept);
    pass.finish();
    var remarks = new java.util.ArrayList<>(report.remarks());
    remarks.addAll(pass.picture.remarks());
    return new ReadReport(report.bytes(), report.lines(), report.skipped(), report.torn(), remarks);
  }

  private static final class Pass {
    private final ClusterPicture picture;
    private final SparkApplications applications;
    private final ReadInput input;
    private @Nullable Description description;
    private @Nullable EventRows rows;

    Pass(ReadInput input, SignalSink sink) {
      this.input = input;
      this.picture = new ClusterPicture(input, sink);
      this.applications = new SparkApplications(input, sink);
    }

    boolean accept(long number, String line) {
      Matcher name = NAME.matcher(line);
      if (name.matches() && !nested(name.group(1).length())) {
        end();
        Description begun = new Description(name.group(1).length());
        begun.accept(number, line);
        description = begun;
        return true;
      }
      EventRows header = EventRows.headedBy(line);
      if (header != null) {
        end();
        rows = header;
      } else if (rows != null) {
        row(number, line, rows);
      } else if (description != null) {
        description.accept(number, line);
      }
      return true;
    }

    /** Volumes and references inside of an object have names too. */
    private boolean nested(int indent) {
      return description != null && indent > description.base();
    }

    private void row(long number, String line, EventRows table) {
      ClusterEvent event = line.isBlank() ? null : table.row(line, number);
      if (event != null) {
        picture.add(event);
      } else {
        rows = null;
      }
    }

    private void end() {
      rows = null;
      Description ended = description;
      description = null;
      if (ended == null) {
        return;
      }
      switch (ended.kind()) {
        case "pod" -> picture.add(ended.pod());
        case "node" -> picture.add(ended.node());
        case "sparkapplication" -> application(ended);
        default -> {
          // its events may still tell something
        }
      }
      ended.events().forEach(picture::add);
    }

    private void application(Description ended) {
      String state = ended.top("Status.State");
      String key = state.isEmpty() ? "Status.Current State Summary" : "Status.State";
      String message = ended.top("Status.Error Message");
      Cited cited = ended.cited(message.isEmpty() ? key : "Status.Error Message");
      applications.ended(
          new Evidence(input.source(), cited.line(), null, cited.excerpt()),
          ended.top(key),
          message.isEmpty() ? ended.top("Status.Message") : message);
    }

    void finish() {
      end();
      picture.tell();
    }
  }
}
