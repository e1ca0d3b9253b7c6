package io.fizzle.read.kubernetes;

import io.fizzle.read.kubernetes.Node.Taint;
import io.fizzle.read.kubernetes.Pod.Condition;
import io.fizzle.read.kubernetes.Pod.Container;
import io.fizzle.read.kubernetes.Pod.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object as {@code kubectl describe} prints it, taken line by line ({@code
 * k8s.io/kubectl/pkg/describe/describe.go}, 1.10 to 1.33). What is nested is told by indentation.
 */
final class Description {
  /** {@code Key: value}; keys have words of letters, and containers any DNS label. */
  private static final Pattern MEMBER =
      Pattern.compile("([A-Za-z][\\w ./-]{0,252}?):(?:\\s+(.*))?");

  private static final Pattern LABEL = Pattern.compile("([\\w./-]{1,317})=([\\w.-]{0,63})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);
  private static final int MOST = 64;
  private static final int LONGEST = 4 << 10;

  private final int base;
  private final Map<String, String> top = new LinkedHashMap<>();
  private final Map<String, Cited> cited = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final List<Block> containers = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<ClusterEvent> events = new ArrayList<>();
  private final List<Taint> taints = new ArrayList<>();
  private String section = "";
  private @Nullable EventRows rows;
  private @Nullable Table table;

  /** A container's lines by the group that they stand in. */
  private static final class Block {
    private final String name;
    private final boolean init;
    private final int indent;
    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    private final Map<String, Cited> cited = new LinkedHashMap<>();
    private String group = "";

    Block(String name, boolean init, int indent) {
      this.name = name;
      this.init = init;
      this.indent = indent;
    }

    void member(String key, String value, int depth, Cited where) {
      if (depth <= indent + 2) {
        group = key;
        groups.computeIfAbsent(key, any -> new LinkedHashMap<>()).put("", value);
        cited.put(key, where);
      } else {
        groups.computeIfAbsent(group, any -> new LinkedHashMap<>()).putIfAbsent(key, value);
        if (key.equals("Reason") || key.equals("Exit Code")) {
          cited.merge(group, where, Block::joined);
        }
      }
    }

    private static Cited joined(Cited first, Cited more) {
      String excerpt = first.excerpt().replaceAll("\\s+", " ") + ", ";
      boolean reason = more.excerpt().startsWith("Reason");
      return new Cited(
          reason ? more.line() : first.line(), excerpt + more.excerpt().replaceAll("\\s+", " "));
    }

    String value(String of, String key) {
      return groups.getOrDefault(of, Map.of()).getOrDefault(key, "");
    }

    State state(String of) {
      String kind = value(of, "");
      if (kind.isEmpty()) {
        return State.NONE;
      }
      String code = value(of, "Exit Code");
      Integer exit = code.matches("-?\\d{1,9}") ? Integer.valueOf(code) : null;
      return new State(
          kind,
          value(of, "Reason"),
          value(of, "Message"),
          exit,
          time(value(of, "Finished")),
          cited.getOrDefault(of, Cited.NOWHERE));
    }
  }

  /**
   * @param base indentation of the line {@code Name:} with which it begins
   */
  Description(int base) {
    this.base = base;
  }

  /** Takes a line; its own first one included. */
  void accept(long number, String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      return;
    }
    int depth = indent(line) - base;
    Cited where = new Cited(number, text);
    Matcher member = MEMBER.matcher(text.substring(0, Math.min(text.length(), LONGEST)));
    boolean isMember = member.matches();
    if (depth <= 0 && isMember) {
      top(member.group(1), value(member), where);
    } else if (section.equals("Labels")) {
      label(text);
    } else if (section.equals("Taints")) {
      taint(text, where);
    } else if (section.equals("Containers") || section.equals("Init Containers")) {
      container(isMember ? member : null, depth, where);
    } else if (section.equals("Conditions")) {
      condition(text, where);
    } else if (section.equals("Events")) {
      event(number, line, text);
    } else if (isMember) {
      nested(member, where);
    }
  }

  int base() {
    return base;
  }

  static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
      indent++;
    }
    return indent;
  }

  private static String value(Matcher member) {
    return member.group(2) == null ? "" : member.group(2).strip();
  }

  private void top(String key, String value, Cited where) {
    section = key;
    rows = null;
    table = null;
    top.putIfAbsent(key, value);
    cited.putIfAbsent(key, where);
    if (key.equals("Labels")) {
      label(value);
    } else if (key.equals("Taints")) {
      taint(value, where);
    }
  }

  /** Members of custom resources, whose description is their object as text. */
  private void nested(Matcher member, Cited where) {
    if (section.equals("Status") && top.size() < 4 * MOST) {
      top.putIfAbsent("Status." + member.group(1), value(member));
      cited.putIfAbsent("Status." + member.group(1), where);
    }
  }

  private void label(String text) {
    Matcher label = LABEL.matcher(text);
    if (label.matches() && labels.size() < 4 * MOST) {
      labels.put(label.group(1), label.group(2));
    }
  }

  /** {@code KEY=VALUE:EFFECT} or {@code KEY:EFFECT}. */
  private void taint(String text, Cited where) {
    int end = text.indexOf('=') < 0 ? text.indexOf(':') : text.indexOf('=');
    if (end > 0 && taints.size() < MOST) {
      taints.add(new Taint(text.substring(0, end), where));
    }
  }

  private void container(@Nullable Matcher member, int depth, Cited where) {
    Block block = containers.isEmpty() ? null : containers.get(containers.size() - 1);
    boolean begins = block == null || depth <= block.indent;
    if (member != null && value(member).isEmpty() && begins && !member.group(1).contains(" ")) {
      if (containers.size() < MOST) {
        containers.add(new Block(member.group(1), section.startsWith("Init"), depth));
      }
    } else if (member != null && block != null) {
      block.member(member.group(1), value(member), depth, where);
    }
  }

  private void condition(String text, Cited where) {
    if (text.startsWith("Type ") || text.startsWith("Type\t")) {
      table = Table.of(text);
      return;
    }
    Table header = table;
    if (header == null || text.startsWith("--") || conditions.size() >= MOST) {
      return;
    }
    List<String> cells = header.cells(text);
    conditions.add(
        new Condition(
            Table.cell(cells, header.column("TYPE")),
            Table.cell(cells, header.column("STATUS")),
            Table.cell(cells, header.column("REASON")),
            Table.cell(cells, header.column("MESSAGE")),
            time(Table.cell(cells, header.column("LASTTRANSITION"))),
            where));
  }

  private void event(long number, String line, String text) {
    EventRows found = rows;
    if (found == null) {
      rows = EventRows.headedBy(line, kind(), name());
      return;
    }
    ClusterEvent event = text.startsWith("--") ? null : found.row(line, number);
    if (event != null && events.size() < 16 * MOST) {
      events.add(event);
    }
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text, TIME).toInstant();
    } catch (DateTimeException other) {
      return null;
    }
  }

  String name() {
    return top("Name");
  }

  /** The kind of object in lower case, empty where nothing tells. */
  String kind() {
    if (top.containsKey("Kind")) {
      return top("Kind").toLowerCase(Locale.ROOT);
    }
    if (top.containsKey("Containers")
        || top.containsKey("Node")
        || top.containsKey("Init Containers")) {
      return "pod";
    }
    return top.containsKey("Allocatable") || top.containsKey("System Info") ? "node" : "";
  }

  String top(String key) {
    return top.getOrDefault(key, "");
  }

  Cited cited(String key) {
    return cited.getOrDefault(key, Cited.NOWHERE);
  }

  List<ClusterEvent> events() {
    return List.copyOf(events);
  }

  Node node() {
    return new Node(name(), conditions, taints);
  }

  Pod pod() {
    String node = top("Node");
    int slash = node.indexOf('/');
    Cited reason = top.containsKey("Reason") ? cited("Reason") : cited("Status");
    String message = top("Message");
    return new Pod(
        name(),
        top("Namespace"),
        "",
        labels,
        top("Controlled By"),
        node.equals("<none>") ? "" : slash < 0 ? node : node.substring(0, slash),
        top("Status").split(" ", 2)[0],
        top("Reason"),
        message,
        containers.stream().map(Description::container).toList(),
        conditions,
        null,
        cited("Name"),
        message.isEmpty()
            ? reason
            : new Cited(reason.line(), reason.excerpt() + ", " + cited("Message").excerpt()));
  }

  private static Container container(Block block) {
    return new Container(
        block.name,
        block.value("Container ID", ""),
        block.init,
        block.value("Image", ""),
        ResourceQuantity.bytes(block.value("Limits", "memory")),
        ResourceQuantity.bytes(block.value("Requests", "memory")),
        environment(block),
        block.state("State"),
        block.state("Last State"));
  }

  private static Map<String, String> environment(Block block) {
    Map<String, String> spark = new LinkedHashMap<>();
    block
        .groups
        .getOrDefault("Environment", Map.of())
        .forEach(
            (name, value) -> {
              if (name.startsWith("SPARK_")) {
                spark.put(name, value);
              }
            });
    return spark;
  }
}
