package io.fizzle.read.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of events, as {@code kubectl describe} prints it below an object, and {@code
 * kubectl get events} (also wide, of all namespaces, or with columns of one's own) and {@code
 * kubectl events} by themselves.
 */
final class EventRows {
  private static final Pattern COUNT = Pattern.compile("\\(x(\\d{1,9}) over");
  private static final Pattern AGE =
      Pattern.compile(
          "^(?:(\\d{1,6})y)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?=$|\\s)");
  private static final long[] SECONDS = {31_536_000, 86_400, 3_600, 60, 1};

  private final Table table;
  private final String kind;
  private final String name;

  private EventRows(Table table, String kind, String name) {
    this.table = table;
    this.kind = kind;
    this.name = name;
  }

  /** The table that a line heads, null where it heads none of events. */
  static @Nullable EventRows headedBy(String line) {
    return headedBy(line, "", "");
  }

  /** The same, of the events of one object. */
  static @Nullable EventRows headedBy(String line, String kind, String name) {
    if (line.length() > 1_000) {
      return null;
    }
    String capitals = line.toUpperCase(Locale.ROOT);
    boolean own = !kind.isEmpty();
    boolean header =
        own
            ? capitals.contains("REASON") && capitals.contains("MESSAGE")
            : line.equals(capitals) && capitals.contains("REASON") && isAboutObjects(capitals);
    return header ? new EventRows(Table.of(line), kind, name) : null;
  }

  private static boolean isAboutObjects(String header) {
    boolean message =
        header.contains("MESSAGE") || header.contains("MSG") || header.contains("NOTE");
    boolean object = header.contains("OBJ") || header.contains("NAME") || header.contains("POD");
    return message && object;
  }

  /** The event of a row, null where it is none. */
  @Nullable ClusterEvent row(String line, long number) {
    List<String> cells = table.cells(line);
    String reason = Table.cell(cells, table.column("REASON"));
    if (reason.isEmpty() || reason.contains(" ") || reason.startsWith("--")) {
      return null;
    }
    String seen = Table.cell(cells, table.column("LAST", "AGE", "TIME", "SEEN"));
    String count = Table.cell(cells, table.column("COUNT"));
    Matcher repeated = COUNT.matcher(seen);
    int times =
        repeated.find()
            ? Integer.parseInt(repeated.group(1))
            : count.matches("\\d{1,9}") ? Integer.parseInt(count) : 1;
    String object = object(cells);
    int slash = object.indexOf('/');
    String ofKind = slash > 0 ? object.substring(0, slash).toLowerCase(Locale.ROOT) : kind(cells);
    return new ClusterEvent(
        ofKind,
        slash > 0 ? object.substring(slash + 1) : object,
        reason,
        Table.cell(cells, table.column("MESSAGE", "MSG", "NOTE")),
        Math.max(1, times),
        instant(seen),
        age(seen),
        kubelet(Table.cell(cells, table.column("SOURCE"))),
        new Cited(number, line.strip()));
  }

  /** {@code kubelet, NODE} in wide tables. */
  private static String kubelet(String source) {
    String begin = "kubelet, ";
    return source.startsWith(begin) ? source.substring(begin.length()).strip() : "";
  }

  private String object(List<String> cells) {
    return kind.isEmpty() ? Table.cell(cells, table.column("OBJ", "POD", "NAME")) : name;
  }

  private String kind(List<String> cells) {
    if (!kind.isEmpty()) {
      return kind;
    }
    String told = Table.cell(cells, table.column("KIND")).toLowerCase(Locale.ROOT);
    return told.isEmpty() ? "pod" : told;
  }

  private static @Nullable Instant instant(String text) {
    if (text.length() < 20 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException other) {
      return null;
    }
  }

  private static long age(String text) {
    Matcher age = AGE.matcher(text);
    if (text.isEmpty() || !age.find() || age.end() == 0) {
      return -1;
    }
    long seconds = 0;
    for (int i = 0; i < SECONDS.length; i++) {
      String part = age.group(i + 1);
      seconds += part == null ? 0 : Long.parseLong(part) * SECONDS[i];
    }
    return seconds;
  }
}
