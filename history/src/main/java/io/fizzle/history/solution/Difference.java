package io.fizzle.history.solution;

import io.fizzle.comparison.Setting;
import io.fizzle.comparison.Settings;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkKey;
import io.fizzle.remedy.SparkKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What was done differently in a later run.
 *
 * @param solution in a normal form, so that equal deeds have equal names whatever the values
 * @param changes configuration keys with their new values, empty where taken out
 */
public record Difference(String solution, Map<String, String> changes) {
  /** With more changes at once nobody can tell which of them it was. */
  private static final int MOST_NAMED = 6;

  public Difference {
    changes = Map.copyOf(changes);
  }

  /** From one run to a later one of the same application. */
  public static Difference between(ApplicationRun before, ApplicationRun after) {
    List<String> deeds = new ArrayList<>();
    Map<String, String> changes = new LinkedHashMap<>();
    for (Setting setting : settings(before, after)) {
      if (!setting.byDefault()) {
        String to = setting.after();
        deeds.add(setting.key() + " " + verb(setting));
        changes.put(setting.key(), to == null ? "" : to);
      }
    }
    if (differs(before.program().image(), after.program().image())) {
      deeds.add("another image");
    }
    if (differs(before.program().sparkVersion(), after.program().sparkVersion())) {
      deeds.add("another version of Spark");
    }
    if (deeds.isEmpty()) {
      return new Difference(SolutionAttempt.RUN_AGAIN, changes);
    }
    String named = String.join(", ", deeds.subList(0, Math.min(MOST_NAMED, deeds.size())));
    return new Difference(
        deeds.size() > MOST_NAMED ? named + " and " + (deeds.size() - MOST_NAMED) + " more" : named,
        changes);
  }

  /** True where nothing is known to have been changed. */
  public boolean isNone() {
    return solution.equals(SolutionAttempt.RUN_AGAIN);
  }

  private static boolean differs(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  /** Most runs have the configuration of the one before. */
  private static List<Setting> settings(ApplicationRun before, ApplicationRun after) {
    return before.configuration().equals(after.configuration())
            && before.program().sparkVersion().equals(after.program().sparkVersion())
        ? List.of()
        : Settings.different(conf(before), conf(after));
  }

  private static SparkConf conf(ApplicationRun run) {
    return SparkConf.of(run.configuration(), run.program().sparkVersion(), null, 0);
  }

  private static String verb(Setting setting) {
    @Nullable String before = setting.before();
    @Nullable String after = setting.after();
    if (after == null) {
      return "removed";
    }
    SparkKey key = SparkKeys.find(setting.key());
    OptionalLong one = before == null || key == null ? OptionalLong.empty() : key.number(before);
    OptionalLong other = key == null ? OptionalLong.empty() : key.number(after);
    if (one.isPresent() && other.isPresent()) {
      return other.getAsLong() > one.getAsLong() ? "raised" : "lowered";
    }
    boolean truth = after.equals("true") || after.equals("false");
    return truth ? "= " + after : before == null ? "set" : "changed";
  }
}
