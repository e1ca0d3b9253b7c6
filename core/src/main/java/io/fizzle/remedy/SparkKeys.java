package io.fizzle.remedy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The keys of {@code spark-keys.tsv}, where the columns are described and the sources cited. */
final class SparkKeys {
  private static final Map<String, SparkKey> BY_NAME = load();

  private SparkKeys() {}

  /** The key with this name of today or of once; null where Fizzle does not know it. */
  static @Nullable SparkKey find(String name) {
    SparkKey exact = BY_NAME.get(name);
    if (exact != null) {
      return exact;
    }
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      SparkKey family = BY_NAME.get(name.substring(0, dot + 1) + "*");
      if (family != null && dot < name.length() - 1) {
        return family;
      }
    }
    return null;
  }

  /** The key with this name; a name that is not in the table is a mistake in Fizzle. */
  static SparkKey require(String name) {
    SparkKey key = find(name);
    if (key == null) {
      throw new IllegalArgumentException("not in spark-keys.tsv: " + name);
    }
    return key;
  }

  static Collection<SparkKey> all() {
    return BY_NAME.values().stream().distinct().toList();
  }

  private static Map<String, SparkKey> load() {
    Map<String, SparkKey> keys = new HashMap<>();
    try (InputStream table = SparkKeys.class.getResourceAsStream("spark-keys.tsv")) {
      if (table == null) {
        throw new IllegalStateException("spark-keys.tsv is not on the class path");
      }
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(keys, read(List.of(line.split("\t", -1)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(keys);
  }

  private static void add(Map<String, SparkKey> keys, SparkKey key) {
    keys.put(key.name(), key);
    if (key.former() != null) {
      keys.put(key.former().name(), key);
    }
  }

  private static SparkKey read(List<String> columns) {
    String[] unit = columns.get(2).split(":", 2);
    return new SparkKey(
        columns.get(0),
        SparkKey.Kind.valueOf(columns.get(1).toUpperCase(Locale.ROOT)),
        sizeUnit(unit[0]),
        unit[0].equals("ms") ? TimeUnit.MILLISECONDS : TimeUnit.SECONDS,
        unit.length > 1 ? version(unit[1]) : null,
        version(columns.get(3)),
        columns.get(4).equals("-") ? null : version(columns.get(4)),
        defaults(columns.get(5)),
        former(columns.get(6)));
  }

  private static SparkSize.Unit sizeUnit(String column) {
    return switch (column) {
      case "KiB" -> SparkSize.Unit.KIB;
      case "MiB" -> SparkSize.Unit.MIB;
      default -> SparkSize.Unit.BYTE;
    };
  }

  private static NavigableMap<SparkVersion, String> defaults(String column) {
    NavigableMap<SparkVersion, String> defaults = new TreeMap<>();
    if (column.equals("-")) {
      return defaults;
    }
    for (String part : List.of(column.split(",", -1))) {
      int colon = part.indexOf(':');
      defaults.put(version(colon < 0 ? "0" : part.substring(0, colon)), part.substring(colon + 1));
    }
    return defaults;
  }

  private static SparkKey.@Nullable Former former(String column) {
    if (column.equals("-")) {
      return null;
    }
    int at = column.indexOf('@');
    String[] range = column.substring(at + 1).split("-", 2);
    return new SparkKey.Former(
        column.substring(0, at), version(range[0]), range.length > 1 ? version(range[1]) : null);
  }

  private static SparkVersion version(String text) {
    return SparkVersion.parse(text)
        .orElseThrow(() -> new IllegalStateException("spark-keys.tsv: no version: " + text));
  }
}
