package io.fizzle.history.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the configuration file, and refuses a mistake with its line rather than to guess. */
public final class SettingsFile {
  private static final long LARGEST = 1 << 20;

  /** A mistake in the file; the message names the line. */
  public static final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
      super(message);
    }
  }

  private static final Set<String> KEYS =
      Set.of(
          "db",
          "cluster",
          "project",
          "team",
          "lookback_days",
          "pattern_threshold",
          "retention",
          "prices",
          "allowed_projects",
          "enable_auto_remediation");

  private final String name;

  private SettingsFile(Path file) {
    name = file.toString();
  }

  /** The settings of this file. */
  public static Settings read(Path file) throws Mistake {
    SettingsFile reader = new SettingsFile(file);
    try {
      if (Files.size(file) > LARGEST) {
        throw new Mistake(file + ": larger than any configuration");
      }
      return reader.parse(Files.readString(file));
    } catch (IOException e) {
      throw new Mistake(file + ": cannot be read: " + e);
    }
  }

  private Settings parse(String text) throws Mistake {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(10);
    options.setAllowDuplicateKeys(false);
    @Nullable Node root;
    try {
      root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw at(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw new Mistake(name + ": " + e.getMessage());
    }
    return root == null ? Settings.DEFAULT : settings(children(root, "the file", KEYS));
  }

  private Settings settings(Map<String, Node> fields) throws Mistake {
    Settings usual = Settings.DEFAULT;
    Map<String, Node> retention =
        fields.containsKey("retention")
            ? children(fields.get("retention"), "retention", Set.of("days", "size"))
            : Map.of();
    return new Settings(
        text(fields, "db"),
        text(fields, "cluster"),
        text(fields, "project"),
        text(fields, "team"),
        number(fields, "lookback_days", usual.lookbackDays(), 1, 3_650),
        number(fields, "pattern_threshold", usual.patternThreshold(), 2, 1_000),
        number(retention, "days", 0, 1, 36_500),
        size(retention),
        prices(fields.get("prices")),
        projects(fields.get("allowed_projects")),
        truth(fields, "enable_auto_remediation"));
  }

  private Map<String, Node> children(Node node, String what, Set<String> known) throws Mistake {
    if (!(node instanceof MappingNode mapping)) {
      throw at(node.getStartMark(), what + ": write keys with values, like db: history.db");
    }
    Map<String, Node> children = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      Mark mark = tuple.getKeyNode().getStartMark();
      if (!known.contains(key)) {
        throw at(mark, "no such key: " + key + ". Known: " + String.join(", ", sorted(known)));
      }
      if (children.put(key, tuple.getValueNode()) != null) {
        throw at(mark, key + " is set twice");
      }
    }
    return children;
  }

  private String text(Map<String, Node> fields, String key) throws Mistake {
    Node node = fields.get(key);
    return node == null ? "" : scalar(node, key).strip();
  }

  private int number(Map<String, Node> fields, String key, int usual, int least, int most)
      throws Mistake {
    Node node = fields.get(key);
    if (node == null) {
      return usual;
    }
    String text = scalar(node, key);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw at(
        node.getStartMark(),
        key + ": write a whole number from " + least + " to " + most + ", not " + text);
  }

  private long size(Map<String, Node> retention) throws Mistake {
    Node node = retention.get("size");
    if (node == null) {
      return 0;
    }
    String text = scalar(node, "retention.size");
    return Sizes.parse(text)
        .orElseThrow(
            () ->
                at(
                    node.getStartMark(),
                    "retention.size: write a size like 500MB or 2GB, not " + text));
  }

  private Prices prices(@Nullable Node node) throws Mistake {
    if (node == null) {
      return Prices.UNKNOWN;
    }
    Map<String, Node> fields =
        children(node, "prices", Set.of("core_hour", "gib_hour", "currency"));
    return new Prices(
        amount(fields, "core_hour"), amount(fields, "gib_hour"), text(fields, "currency"));
  }

  private double amount(Map<String, Node> fields, String key) throws Mistake {
    Node node = fields.get(key);
    if (node == null) {
      return 0;
    }
    String text = scalar(node, "prices." + key);
    try {
      double amount = Double.parseDouble(text);
      if (amount >= 0 && amount <= 1e9) {
        return amount;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw at(node.getStartMark(), "prices." + key + ": write an amount like 0.04, not " + text);
  }

  private Optional<List<String>> projects(@Nullable Node node) throws Mistake {
    if (node == null) {
      return Optional.empty();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw at(node.getStartMark(), "allowed_projects: write a list, like [sales, research]");
    }
    List<String> projects = new ArrayList<>();
    for (Node one : sequence.getValue()) {
      projects.add(scalar(one, "allowed_projects"));
    }
    return Optional.of(projects);
  }

  private boolean truth(Map<String, Node> fields, String key) throws Mistake {
    Node node = fields.get(key);
    if (node == null) {
      return false;
    }
    String text = scalar(node, key);
    if (!text.equals("true") && !text.equals("false")) {
      throw at(node.getStartMark(), key + ": write true or false, not " + text);
    }
    return text.equals("true");
  }

  private String scalar(Node node, String key) throws Mistake {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw at(node.getStartMark(), key + ": write a single value");
  }

  private Mistake at(@Nullable Mark mark, String what) {
    return new Mistake(name + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": " + what);
  }

  private static List<String> sorted(Set<String> keys) {
    return keys.stream().sorted().toList();
  }
}
