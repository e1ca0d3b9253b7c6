package io.fizzle.read.kubernetes;

import io.fizzle.read.CountingStream;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads objects of the Kubernetes API as JSON or YAML: pods, events, nodes and the operators'
 * applications; single ones, lists, several documents, watch streams.
 */
public final class ObjectReader implements Reader {
  private static final Pattern JSON =
      Pattern.compile(
          "^\\s{0,200}(?:\\[\\s{0,200})?\\{\\s{0,200}\"(?:apiVersion|kind|items|metadata)\"\\s{0,20}:"
              + "|^\\s{0,200}\\{\\s{0,200}\"type\"\\s{0,9}:\\s{0,9}\"(?:ADDED|MODIFIED|DELETED|BOOKMARK"
              + "|ERROR)\"\\s{0,9},\\s{0,200}\"object\"");

  /** {@code kubectl get pod POD -o jsonpath='{.status}'}. */
  private static final Pattern STATUS =
      Pattern.compile(
          "^\\s{0,200}\\{\"(?:conditions|containerStatuses)\":\\[[^\\n"
              + "]{0,60000}\"containerStatuses\":");

  private static final Pattern API_VERSION =
      Pattern.compile("\"?apiVersion\"?\\s{0,9}:\\s{0,9}\\S");
  private static final Pattern YAML =
      Pattern.compile(
          "(?m)\\A(?:\\s{0,9}#[^\\n"
              + "]{0,400}\\n"
              + "|---[^\\n"
              + "]{0,20}\\n"
              + "|\\s{0,9}\\n"
              + "){0,60}(?:apiVersion|kind|items|metadata):");
  private static final Pattern YAML_KIND =
      Pattern.compile("(?m)^(?:- )?\\s{0,4}kind: ?\"?[A-Z]\\w{1,60}");
  private static final Pattern YAML_VERSION = Pattern.compile("(?m)^(?:- )?apiVersion: ?\\S");
  private static final int MOST_KINDS = 12;
  private static final int BLANKS = 1 << 16;

  /** The bytes of UTF-8's byte order mark. */
  private static final String MARK = "\u00ef\u00bb\u00bf";

  /** True where a text is objects of the API. */
  public static boolean looksLikeObjects(String head) {
    return looksLikeJson(head) || looksLikeYaml(head);
  }

  private static boolean looksLikeJson(String head) {
    return JSON.matcher(head).find() && API_VERSION.matcher(head).find()
        || STATUS.matcher(head).find();
  }

  private static boolean looksLikeYaml(String head) {
    return YAML.matcher(head).find()
        && YAML_VERSION.matcher(head).find()
        && YAML_KIND.matcher(head).find();
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    Pass pass = new Pass(input, sink);
    return pass.run(bytes);
  }

  private static final class Pass {
    private final ClusterPicture picture;
    private final SparkApplications applications;
    private final Map<String, Integer> unread = new TreeMap<>();
    private long objects;

    Pass(ReadInput input, SignalSink sink) {
      picture = new ClusterPicture(input, sink);
      applications = new SparkApplications(input, sink);
    }

    ReadReport run(InputStream bytes) {
      CountingStream counted = new CountingStream(bytes);
      ApiObjects.End end = read(counted);
      picture.tell();
      List<String> remarks = new ArrayList<>();
      IOException broken = end.broken();
      if (broken != null) {
        String why = String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
        remarks.add("broke after object " + objects + ": " + why);
      }
      remarks.addAll(picture.remarks());
      unread.forEach(
          (kind, count) -> remarks.add(count + " of kind " + kind + ", which are not read"));
      return new ReadReport(counted.count(), end.lines(), 0, broken != null, remarks);
    }

    /** The first byte that is no blank parts JSON from YAML. */
    private ApiObjects.End read(InputStream bytes) {
      ByteArrayOutputStream start = new ByteArrayOutputStream();
      try {
        int first = bytes.read();
        while (first >= 0 && (first <= ' ' || MARK.indexOf(first) >= 0) && start.size() < BLANKS) {
          if (first <= ' ') {
            start.write(first);
          }
          first = bytes.read();
        }
        if (first >= 0) {
          start.write(first);
        }
        InputStream whole =
            new SequenceInputStream(new ByteArrayInputStream(start.toByteArray()), bytes);
        return ApiObjects.read(whole, first != '{' && first != '[', this::object);
      } catch (IOException broken) {
        return new ApiObjects.End(0, broken);
      }
    }

    private void object(ApiValue object, String listKind, String change) {
      objects++;
      String kind = ObjectForms.kind(object, listKind);
      switch (kind) {
        case "Pod" -> picture.add(ObjectForms.pod(object));
        case "Node" -> picture.add(ObjectForms.node(object));
        case "Event" -> picture.add(ObjectForms.event(object));
        default -> {
          if (SparkApplications.isOne(kind)) {
            applications.tell(object);
          } else if (!kind.isEmpty() && (unread.size() < MOST_KINDS || unread.containsKey(kind))) {
            unread.merge(kind.substring(0, Math.min(60, kind.length())), 1, Integer::sum);
          }
        }
      }
    }
  }
}
