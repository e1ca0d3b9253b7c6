package io.fizzle.remedy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of Spark: {@code spark-keys.tsv}, extracted from Spark's own jars, and {@code
 * spark-keys-by-hand.tsv}, which holds what no jar tells. The first of them describes the columns.
 */
public final class SparkKeys {
  /** The oldest release whose jars were read: what it had may be older. */
  public static final SparkVersion OLDEST_READ = new SparkVersion(2, 3, 0);

  private static final String SEPARATOR = " \\| ";
  private static final Map<String, SparkKey> ROWS = new HashMap<>();
  private static final Map<String, SparkKey> BY_NAME = load();

  private SparkKeys() {}

  /** The key with this name of today or of once; null where Fizzle does not know it. */
  public static @Nullable SparkKey find(String name) {
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

  /**
   * The row of this very name, also where it is another key's older name today; null where there is
   * none.
   */
  public static @Nullable SparkKey row(String name) {
    return ROWS.get(name);
  }

  /** What was meant by a size that Spark cannot read; empty where that cannot be told. */
  public static String meant(SparkKey key, String value) {
    String meant = key.kind() == SparkKey.Kind.SIZE ? MalformedValues.meantSize(value) : "";
    return key.accepts(meant) ? meant : "";
  }

  /** The key with this name; a name that is not in the table is a mistake in Fizzle. */
  static SparkKey require(String name) {
    SparkKey key = find(name);
    if (key == null) {
      throw new IllegalArgumentException("no key of Spark: " + name);
    }
    return key;
  }

  public static Collection<SparkKey> all() {
    return BY_NAME.values().stream().distinct().toList();
  }

  private static Map<String, SparkKey> load() {
    Map<String, SparkKey> keys = new HashMap<>(4096);
    List.of("spark-keys.tsv", "spark-keys-by-hand.tsv")
        .forEach(
            table ->
                lines(table)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(keys, read(line.split("\t", -1)))));
    return Map.copyOf(keys);
  }

  private static Stream<String> lines(String name) {
    try (InputStream table = SparkKeys.class.getResourceAsStream(name)) {
      if (table == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Map<String, SparkKey> keys, SparkKey key) {
    // a key that ended may go on as another key's older name
    ROWS.put(key.name(), key);
    keys.merge(
        key.name(),
        key,
        (had, own) -> own.until() != null && had.former(own.name()) != null ? had : own);
    key.formers()
        .forEach(
            former ->
                keys.merge(
                    former.name(),
                    key,
                    (had, now) ->
                        had.until() == null && !had.name().equals(now.name()) ? had : now));
  }

  private static SparkKey read(String[] columns) {
    NavigableMap<SparkVersion, String> types = byVersion(columns[1]);
    String type = types.isEmpty() ? "text" : types.lastEntry().getValue();
    NavigableMap<SparkVersion, String> defaults = byVersion(columns[6]);
    defaults
        .values()
        .removeIf(value -> value.equals("?") || value.equals("-") || value.equals("\"\""));
    SparkVersion suffixesSince = suffixesSince(types);
    SparkVersion kindSince = types.size() > 1 && suffixesSince == null ? types.lastKey() : null;
    if (kindSince != null) {
      defaults.headMap(kindSince).clear();
    }
    return new SparkKey(
        columns[0],
        kind(type),
        sizeUnit(columns[2]),
        timeUnit(columns[2]),
        suffixesSince,
        kindSince,
        columns[4].equals("-") ? version("0") : version(columns[4]),
        columns[1].equals("-") ? version("0") : columns[5].equals("-") ? null : version(columns[5]),
        defaults,
        formers(columns[7]),
        byVersion(columns[3]),
        retirements(columns[8]),
        columns[9].equals("-") ? Set.of() : Set.of(columns[9].split(",")),
        columns[10]);
  }

  private static SparkKey.Kind kind(String type) {
    return switch (type) {
      case "size" -> SparkKey.Kind.SIZE;
      case "time" -> SparkKey.Kind.TIME;
      case "int" -> SparkKey.Kind.COUNT;
      case "long" -> SparkKey.Kind.LONG;
      case "double" -> SparkKey.Kind.RATIO;
      case "bool" -> SparkKey.Kind.FLAG;
      case "enum" -> SparkKey.Kind.CHOICE;
      default -> SparkKey.Kind.TEXT;
    };
  }

  /** A key that was a plain number once understands suffixes only since. */
  private static @Nullable SparkVersion suffixesSince(NavigableMap<SparkVersion, String> types) {
    if (types.size() < 2 || !types.lastEntry().getValue().matches("size|time")) {
      return null;
    }
    return types.firstEntry().getValue().matches("int|long") ? types.lastKey() : null;
  }

  private static SparkSize.Unit sizeUnit(String column) {
    return switch (column) {
      case "KiB" -> SparkSize.Unit.KIB;
      case "MiB" -> SparkSize.Unit.MIB;
      case "GiB" -> SparkSize.Unit.GIB;
      default -> SparkSize.Unit.BYTE;
    };
  }

  private static TimeUnit timeUnit(String column) {
    return switch (column) {
      case "us" -> TimeUnit.MICROSECONDS;
      case "ms" -> TimeUnit.MILLISECONDS;
      case "min" -> TimeUnit.MINUTES;
      case "h" -> TimeUnit.HOURS;
      case "d" -> TimeUnit.DAYS;
      default -> TimeUnit.SECONDS;
    };
  }

  /** {@code first | 3.4:later}, the first without a version. */
  private static NavigableMap<SparkVersion, String> byVersion(String cell) {
    NavigableMap<SparkVersion, String> values = new TreeMap<>();
    if (cell.equals("-")) {
      return values;
    }
    String[] parts = cell.split(SEPARATOR);
    values.put(version("0"), parts[0]);
    for (int index = 1; index < parts.length; index++) {
      int colon = parts[index].indexOf(':');
      values.put(version(parts[index]), parts[index].substring(colon + 1));
    }
    return values;
  }

  /** {@code 3.1.0:deprecated use spark.new | 4.1:removed use spark.new unless false}. */
  private static NavigableMap<SparkVersion, SparkKey.Retirement> retirements(String cell) {
    NavigableMap<SparkVersion, SparkKey.Retirement> values = new TreeMap<>();
    if (cell.equals("-")) {
      return values;
    }
    for (String part : cell.split(SEPARATOR)) {
      SparkVersion since = version(part);
      String words = part.substring(part.indexOf(':') + 1);
      String unless = after(words, " unless");
      String use = after(words.split(" unless", 2)[0], " use ");
      values.put(
          since,
          new SparkKey.Retirement(
              SparkKey.Retirement.Fate.valueOf(words.split(" ", 2)[0].toUpperCase(Locale.ROOT)),
              since,
              use,
              unless == null ? null : unless.strip()));
    }
    return values;
  }

  private static @Nullable String after(String text, String word) {
    int at = text.indexOf(word);
    return at < 0 ? null : text.substring(at + word.length());
  }

  /** {@code old@3.1-4.1,older@2.3}. */
  private static List<SparkKey.Former> formers(String cell) {
    if (cell.equals("-")) {
      return List.of();
    }
    List<SparkKey.Former> formers = new ArrayList<>();
    for (String former : cell.split(",")) {
      int at = former.indexOf('@');
      String[] range = former.substring(at + 1).split("-", 2);
      formers.add(
          new SparkKey.Former(
              former.substring(0, at),
              version(range[0]),
              range.length > 1 ? version(range[1]) : null));
    }
    return formers;
  }

  private static SparkVersion version(String text) {
    return SparkVersion.parse(text)
        .orElseThrow(() -> new IllegalStateException("spark-keys.tsv: no version: " + text));
  }
}
