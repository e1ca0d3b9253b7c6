package io.fizzle.lab.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys of several releases in one table, one line a key; see {@code spark-keys.tsv} for its
 * columns.
 */
final class KeyTable {
  private final List<ReleaseKeys> releases;

  KeyTable(List<ReleaseKeys> releases) {
    this.releases =
        releases.stream().sorted(Comparator.comparing(one -> Line.of(one.version()))).toList();
  }

  /** The table without its heading. */
  List<String> rows() {
    TreeSet<String> names = new TreeSet<>();
    for (ReleaseKeys release : releases) {
      names.addAll(release.keys().keySet());
      release.retired().forEach(retired -> names.add(retired.name()));
      release.keys().values().forEach(key -> names.removeAll(key.olderNames()));
    }
    // names of once that became names of their own again stay
    releases.forEach(release -> names.addAll(entries(release)));
    TreeSet<String> entries = new TreeSet<>();
    releases.forEach(release -> entries.addAll(entries(release)));
    return names.stream().filter(name -> !isFilter(name, entries)).map(this::row).toList();
  }

  /**
   * A prefix below which Spark has keys of its own selects among these: not any name may follow.
   */
  private static boolean isFilter(String name, NavigableSet<String> entries) {
    if (!name.endsWith(".*")) {
      return false;
    }
    String prefix = name.substring(0, name.length() - 1);
    return entries.tailSet(prefix).stream()
        .takeWhile(other -> other.startsWith(prefix))
        .anyMatch(other -> !other.equals("spark.sql.catalog.spark_catalog"));
  }

  private static List<String> entries(ReleaseKeys release) {
    return release.keys().values().stream()
        .filter(key -> !key.isLiteral())
        .map(ObservedKey::name)
        .toList();
  }

  private String row(String name) {
    Map<Line, ObservedKey> seen = new TreeMap<>();
    ObservedKey newest = null;
    for (ReleaseKeys release : releases) {
      ObservedKey key = release.keys().get(name);
      if (key != null) {
        seen.put(Line.of(release.version()), key);
        newest = newest == null || !key.isLiteral() || newest.isLiteral() ? key : newest;
      }
    }
    String retired = retired(name);
    if (newest == null) {
      return String.join("\t", name, "-", "-", "-", "-", "-", "-", "-", retired, "-", "SparkConf");
    }
    ByVersion type = new ByVersion();
    ByVersion allowed = new ByVersion();
    ByVersion defaults = new ByVersion();
    seen.forEach(
        (line, key) -> {
          if (!key.isLiteral()) {
            type.put(line, key.shape().type());
            allowed.put(line, key.shape().allowed());
            defaults.put(line, key.defaultValue());
          }
        });
    return String.join(
        "\t",
        name,
        type.isEmpty() ? "text" : type.cell(),
        newest.shape().unit(),
        allowed.cell(),
        since(newest, seen),
        until(seen),
        defaults.cell(),
        older(seen),
        retired,
        newest.marks().isEmpty() ? "-" : String.join(",", newest.marks()),
        newest.source());
  }

  /** What Spark says, unless a release before it had the key or one after it had not. */
  private String since(ObservedKey newest, Map<Line, ObservedKey> seen) {
    Line first = seen.keySet().iterator().next();
    boolean oldest = lines(first, newest.artifact()).isEmpty();
    if (oldest) {
      return newest.since().isEmpty() ? "-" : newest.since();
    }
    boolean said = !newest.since().isEmpty() && Line.of(newest.since()).equals(first);
    return said ? newest.since() : first.toString();
  }

  /** The lines before this one of which the artifact was read. */
  private List<Line> lines(Line before, String artifact) {
    return releases.stream()
        .filter(release -> release.artifacts().contains(artifact))
        .map(release -> Line.of(release.version()))
        .filter(line -> line.compareTo(before) < 0)
        .toList();
  }

  private String until(Map<Line, ObservedKey> seen) {
    List<Line> lines = new ArrayList<>(seen.keySet());
    Line last = lines.get(lines.size() - 1);
    String artifact = seen.get(last) == null ? "" : seen.get(last).artifact();
    return releases.stream()
        .filter(release -> release.artifacts().contains(artifact))
        .map(release -> Line.of(release.version()))
        .filter(line -> line.compareTo(last) > 0)
        .findFirst()
        .map(Line::toString)
        .orElse("-");
  }

  /** {@code old@3.1-4.1}: read beside the new name from 3.1 on, and not since 4.1. */
  private String older(Map<Line, ObservedKey> seen) {
    Map<String, List<Line>> readBy = new TreeMap<>();
    seen.forEach(
        (line, key) ->
            key.olderNames()
                .forEach(old -> readBy.computeIfAbsent(old, o -> new ArrayList<>()).add(line)));
    List<String> parts = new ArrayList<>();
    List<Line> all = new ArrayList<>(seen.keySet());
    readBy.forEach(
        (old, lines) -> {
          Line last = lines.get(lines.size() - 1);
          String gone =
              all.stream()
                  .filter(line -> line.compareTo(last) > 0)
                  .findFirst()
                  .map(line -> "-" + line)
                  .orElse("");
          parts.add(old + "@" + lines.get(0) + gone);
        });
    return parts.isEmpty() ? "-" : String.join(",", parts);
  }

  /** {@code 3.1.0:deprecated use spark.new | 4.1:ineffective use spark.new}. */
  private String retired(String name) {
    List<String> parts = new ArrayList<>();
    String last = "";
    for (ReleaseKeys release : releases) {
      for (Retired retired : release.retired()) {
        if (retired.name().equals(name) && !retired.words().equals(last)) {
          Line said = Line.of(retired.version() + ".0");
          Line line = Line.of(release.version());
          boolean first = parts.isEmpty() || said.equals(line);
          parts.add((first ? retired.version() : line) + ":" + retired.words());
          last = retired.words();
        }
      }
    }
    return parts.isEmpty() ? "-" : String.join(ByVersion.SEPARATOR, parts);
  }
}
