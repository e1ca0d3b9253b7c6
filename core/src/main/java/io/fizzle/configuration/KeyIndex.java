package io.fizzle.configuration;

import io.fizzle.remedy.EditDistance;
import io.fizzle.remedy.SparkKey;
import io.fizzle.remedy.SparkKeys;
import io.fizzle.remedy.SparkVersion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what may have been meant by a key that does not exist. */
final class KeyIndex {
  private static final int SUGGESTIONS = 2;

  private final List<String> names;
  private final Set<String> spaces = new HashSet<>();

  /**
   * @param version only keys that it reads are suggested
   */
  KeyIndex(SparkVersion version) {
    names =
        SparkKeys.all().stream()
            .filter(key -> !key.name().endsWith("*") && !key.marks().contains("literal"))
            .filter(key -> key.existsIn(version))
            .map(SparkKey::name)
            .sorted()
            .toList();
    for (SparkKey key : SparkKeys.all()) {
      if (key.marks().contains("literal")) {
        continue;
      }
      String[] parts = key.name().split("\\.");
      if (parts.length > 2) {
        spaces.add(parts[1]);
      }
      if (parts.length > 3) {
        spaces.add(parts[1] + "." + parts[2]);
      }
    }
  }

  /** True where Spark has keys below {@code spark.<space>.}. */
  boolean hasSpace(String space) {
    return spaces.contains(space);
  }

  /** True where the space looks like one of Spark's, misspelt. */
  boolean isNear(String space) {
    int allowed = space.length() < 5 ? 1 : 2;
    return spaces.stream()
        .filter(
            one ->
                one.chars().filter(c -> c == '.').count()
                    == space.chars().filter(c -> c == '.').count())
        .anyMatch(one -> EditDistance.between(one, space, allowed) <= allowed);
  }

  /** The nearest keys, at most two, none where nothing is near. */
  List<String> near(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    int allowed = Math.max(2, Math.min(4, key.length() / 8));
    return Stream.concat(
            names.stream().filter(name -> name.toLowerCase(Locale.ROOT).equals(lower)),
            names.stream()
                .filter(name -> EditDistance.between(name, key, allowed) <= allowed)
                .sorted(Comparator.comparing(name -> EditDistance.between(name, key, allowed))))
        .distinct()
        .limit(SUGGESTIONS)
        .toList();
  }
}
