package io.fizzle.read.kubernetes;

import io.fizzle.read.CountingStream;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.IOException;
import java.io.InputStream;
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
      List<String> remarks = new ArrayList<>();
      long lines = 0;
      boolean torn = false;
      try {
        int first = firstByte(counted);
        boolean yaml = first != '{' && first != '[';
        lines = ApiObjects.read(prefixed(first, counted), yaml, this::object);
      } catch (IOException broken) {
        torn = true;
        String why = String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
        remarks.add("broke after object " + objects + ": " + why);
      }
      picture.tell();
      remarks.addAll(picture.remarks());
      unread.forEach(
          (kind, count) -> remarks.add(count + " of kind " + kind + ", which are not read"));
      return new ReadReport(counted.count(), Math.max(lines, objects), 0, torn, remarks);
    }

    /** The first byte that is no blank, which parts JSON from YAML. */
    private static int firstByte(InputStream bytes) throws IOException {
      int first = bytes.read();
      while (first == ' '
          || first == '\n'
          || first == '\r'
          || first == '\t'
          || first == 0xEF
          || first == 0xBB
          || first == 0xBF) {
        first = bytes.read();
      }
      return first;
    }

    private static InputStream prefixed(int first, InputStream rest) {
      byte[] start = first < 0 ? new byte[0] : new byte[] {(byte) first};
      return new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(start), rest);
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
