package io.fizzle.history.analysis;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import java.util.Map;
import java.util.stream.Collectors;

/** The families of causes, as the catalogue has them: {@code memory}, {@code shuffle}, ... */
final class Families {
  private static final String BENIGN = "benign";

  private static final Map<String, String> FAMILIES =
      Causes.all().stream().collect(Collectors.toMap(Cause::id, Families::family));

  private Families() {}

  private static String family(Cause cause) {
    String room = cause.getClass().getPackageName();
    return room.substring(room.lastIndexOf('.') + 1);
  }

  /** The family of a cause; empty where it is in none. */
  static String of(String cause) {
    return FAMILIES.getOrDefault(cause, "");
  }

  /**
   * True for ends that somebody meant: released, decommissioned, cancelled. They are no failures.
   */
  static boolean isPlanned(String cause) {
    return of(cause).equals(BENIGN);
  }
}
