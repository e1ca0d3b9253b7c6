package io.fizzle.report;

import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkKeys;
import io.fizzle.remedy.SparkVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Spark's keys in the prose of a page, with the version from which the page says that they are. */
final class PageKeys {
  /** {@code `key` since 3.1}, {@code `key` (3.1 and later}, {@code `key` (since 3.1}. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?<before>since \\d\\.\\d )?"
              + "`(?<key>spark(?:\\.\\w+){1,8})(?:=[^`]*)?`"
              + "(?:,? \\(?(?:since (?<since>\\d\\.\\d)(?! `)|(?<from>\\d\\.\\d) and later))?");

  private static final List<SparkVersion> VERSIONS =
      Stream.concat(
              Stream.of(version(2, 3), version(2, 4)),
              Stream.concat(
                  IntStream.rangeClosed(0, 5).mapToObj(minor -> version(3, minor)),
                  IntStream.rangeClosed(0, 2).mapToObj(minor -> version(4, minor))))
          .toList();

  /**
   * A key and what is said of it.
   *
   * @param since the first version that has it, empty where the page does not say
   */
  record Said(String key, String since) {

    /** True where some Spark reads it; where a version is named, that one and none before it. */
    boolean holds() {
      if (SparkKeys.find(key) == null) {
        return false;
      }
      return since.isEmpty()
          ? VERSIONS.stream().anyMatch(version -> SparkConf.exists(key, version))
          : VERSIONS.stream()
              .allMatch(
                  version ->
                      SparkConf.exists(key, version) == !before(version, since)
                          || version.equals(VERSIONS.get(0)));
    }

    private static boolean before(SparkVersion version, String since) {
      return version.compareTo(SparkVersion.parse(since + ".0").orElseThrow()) < 0;
    }
  }

  private PageKeys() {}

  static List<Said> in(String text) {
    List<Said> said = new ArrayList<>();
    Matcher matcher = KEY.matcher(text);
    while (matcher.find()) {
      String since =
          matcher.group("since") != null ? matcher.group("since") : matcher.group("from");
      String before = matcher.group("before");
      said.add(
          new Said(
              matcher.group("key"),
              since != null ? since : before == null ? "" : before.strip().substring(6)));
    }
    return said;
  }

  private static SparkVersion version(int major, int minor) {
    return new SparkVersion(major, minor, 0);
  }
}
