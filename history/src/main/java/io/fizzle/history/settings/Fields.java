package io.fizzle.history.settings;

import io.fizzle.history.settings.SettingsFile.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys of one mapping of the configuration file, each with the place that a mistake in it is
 * told with.
 *
 * @param file its name
 * @param prefix what stands before each key in messages: empty, or {@code digest.smtp.}
 * @param start where the mapping begins
 */
record Fields(String file, String prefix, Mark start, Map<String, Node> nodes) {

  /** The keys of a mapping, of which each must be known. */
  static Fields of(String file, String prefix, Node node, Set<String> known) throws Mistake {
    if (!(node instanceof MappingNode mapping)) {
      String what = prefix.isEmpty() ? "the file" : prefix.substring(0, prefix.length() - 1);
      throw mistake(file, node.getStartMark(), what + ": write keys with values, like db: h.db");
    }
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      Mark mark = tuple.getKeyNode().getStartMark();
      if (!known.contains(key)) {
        throw mistake(
            file,
            mark,
            "no such key: "
                + prefix
                + key
                + ". Known: "
                + String.join(", ", known.stream().sorted().toList()));
      }
      if (nodes.put(key, tuple.getValueNode()) != null) {
        throw mistake(file, mark, prefix + key + " is set twice");
      }
    }
    return new Fields(file, prefix, mapping.getStartMark(), nodes);
  }

  /** The mapping under a key; null where there is none. */
  @Nullable Fields below(String key, Set<String> known) throws Mistake {
    Node node = nodes.get(key);
    return node == null ? null : of(file, prefix + key + ".", node, known);
  }

  boolean has(String key) {
    return nodes.containsKey(key);
  }

  /** The text under a key; empty where there is none. */
  String text(String key) throws Mistake {
    Node node = nodes.get(key);
    return node == null ? "" : scalar(node, key).strip();
  }

  /** The texts under a key, which is a list or stands for a list of one; empty where none are. */
  List<String> texts(String key, String example) throws Mistake {
    Node node = nodes.get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw at(key, "write a list, like " + example);
    }
    List<String> texts = new ArrayList<>();
    for (Node one : sequence.getValue()) {
      texts.add(scalar(one, key));
    }
    return texts;
  }

  int number(String key, int usual, int least, int most) throws Mistake {
    if (!has(key)) {
      return usual;
    }
    String text = text(key);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw at(key, "write a whole number from " + least + " to " + most + ", not " + text);
  }

  boolean truth(String key) throws Mistake {
    String text = text(key);
    if (has(key) && !text.equals("true") && !text.equals("false")) {
      throw at(key, "write true or false, not " + text);
    }
    return text.equals("true");
  }

  /** A mistake in the value of a key, or that there is none. */
  Mistake at(String key, String what) {
    Node node = nodes.get(key);
    return mistake(file, node == null ? start : node.getStartMark(), prefix + key + ": " + what);
  }

  private String scalar(Node node, String key) throws Mistake {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw mistake(file, node.getStartMark(), prefix + key + ": write a single value");
  }

  static Mistake mistake(String file, @Nullable Mark mark, String what) {
    return new Mistake(file + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": " + what);
  }
}
