package io.fizzle.report;

import io.fizzle.remedy.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What changes within a long list of JVM options, which nobody finds by comparing two of them.
 *
 * @param added options of the new value only
 * @param dropped options of the old value only
 */
record OptionDifference(List<String> added, List<String> dropped) {
  private static final String OPTIONS = "JavaOptions";

  static boolean suits(Change change) {
    return change.key().endsWith(OPTIONS) && change.from() != null && !change.removes();
  }

  static OptionDifference of(Change change) {
    List<String> before = words(change.before());
    List<String> after = words(change.to());
    return new OptionDifference(without(after, before), without(before, after));
  }

  private static List<String> words(String options) {
    return Arrays.asList(options.strip().split("\\s+"));
  }

  private static List<String> without(List<String> words, List<String> others) {
    List<String> rest = new ArrayList<>(words);
    rest.removeAll(others);
    return List.copyOf(rest);
  }
}
