package io.fizzle.comparison;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether two runs are of one application.
 *
 * @param sameName by name, apart from digits, which are dates and counters; null where a name is
 *     missing
 * @param shared share of the task time of both runs in stages that both have, 0 to 1; -1 where a
 *     run has no stages
 */
public record Sameness(@Nullable Boolean sameName, double shared) {
  /** Below this share of common work two runs do different things. */
  private static final double LITTLE = 0.2;

  private static final double MUCH = 0.5;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,30}");

  static Sameness of(Run before, Run after, List<StagePair> pairs) {
    String one = before.application().identity().name();
    String other = after.application().identity().name();
    Boolean sameName = one == null || other == null ? null : plain(one).equals(plain(other));
    double all = before.taskMillis() + after.taskMillis();
    double common =
        pairs.stream().filter(StagePair::isMatched).mapToDouble(Sameness::taskMillis).sum();
    boolean told = before.taskMillis() > 0 && after.taskMillis() > 0;
    return new Sameness(sameName, told ? common / all : -1);
  }

  private static double taskMillis(StagePair pair) {
    return Objects.requireNonNull(pair.before()).taskMillis()
        + Objects.requireNonNull(pair.after()).taskMillis();
  }

  private static String plain(String name) {
    return DIGITS.matcher(name).replaceAll("");
  }

  /** Two applications: their numbers say nothing about each other. */
  public boolean isDifferent() {
    return Boolean.FALSE.equals(sameName) && shared < LITTLE;
  }

  /** Something speaks against one application; empty where nothing does. */
  public String doubt() {
    if (isDifferent()) {
      return "the names differ and "
          + (shared < 0 ? "no stages can be compared" : "hardly any stage is in both");
    }
    if (Boolean.FALSE.equals(sameName) && shared < MUCH) {
      return "the names differ, and only part of the work is the same";
    }
    if (shared >= 0 && shared < LITTLE) {
      return "the name is the same, and hardly any stage is in both: the code or plan was"
          + " replaced, or these are two programs";
    }
    return "";
  }
}
