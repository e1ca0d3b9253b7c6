package io.fizzle.remedy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which JVM knows which option, for the options that people carry from one JDK to the next.
 *
 * <p>Each flag of {@link #GONE} was given to JDK 17.0.15 and 25.0.3, which answer "Unrecognized VM
 * option" (except where the version is above 17); the exact version between 8 and 17 follows the
 * JDKs' release notes. {@code PrintGC}, {@code PrintGCDetails} and {@code -Xloggc} are not here:
 * they are deprecated but still work.
 */
public final class JvmFlags {
  private static final Map<String, Integer> GONE =
      Map.ofEntries(
          Map.entry("PrintGCDateStamps", 9),
          Map.entry("PrintGCTimeStamps", 9),
          Map.entry("PrintGCCause", 9),
          Map.entry("PrintGCID", 9),
          Map.entry("PrintGCApplicationStoppedTime", 9),
          Map.entry("PrintGCApplicationConcurrentTime", 9),
          Map.entry("PrintTenuringDistribution", 9),
          Map.entry("PrintHeapAtGC", 9),
          Map.entry("PrintAdaptiveSizePolicy", 9),
          Map.entry("PrintPromotionFailure", 9),
          Map.entry("PrintReferenceGC", 9),
          Map.entry("PrintClassHistogramBeforeFullGC", 9),
          Map.entry("PrintStringDeduplicationStatistics", 9),
          Map.entry("G1LogLevel", 9),
          Map.entry("G1SummarizeRSetStats", 9),
          Map.entry("UseGCLogFileRotation", 9),
          Map.entry("NumberOfGCLogFiles", 9),
          Map.entry("GCLogFileSize", 9),
          Map.entry("CMSIncrementalMode", 9),
          Map.entry("UseParNewGC", 11),
          Map.entry("UseCGroupMemoryLimitForHeap", 11),
          Map.entry("UnlockCommercialFeatures", 11),
          Map.entry("AggressiveOpts", 13),
          Map.entry("UseConcMarkSweepGC", 15),
          Map.entry("CMSClassUnloadingEnabled", 15),
          Map.entry("CMSInitiatingOccupancyFraction", 15),
          Map.entry("UseCMSInitiatingOccupancyOnly", 15),
          Map.entry("CMSParallelRemarkEnabled", 15),
          Map.entry("UseParallelOldGC", 16),
          Map.entry("MaxPermSize", 17),
          Map.entry("PermSize", 17),
          Map.entry("UseBiasedLocking", 19));
  private static final Map<String, Integer> NEW =
      Map.of("UseZGC", 11, "UseEpsilonGC", 11, "UseContainerSupport", 8, "MaxRAMPercentage", 8);
  private static final Pattern FLAG = Pattern.compile("-XX:[+-]?([A-Za-z0-9]{1,80})(?:=.*)?");

  /** What a JVM does with an option. */
  public enum Fate {
    KNOWN,
    /** Refused unless experimental options are unlocked before it. */
    EXPERIMENTAL,
    /** Refused unless diagnostic options are unlocked before it. */
    DIAGNOSTIC,
    /** Taken with a warning, to no effect. */
    IGNORED,
    /** Refused, or left out where unknown options are ignored. */
    UNKNOWN,
    /** A switch without its sign, or a sign before a value. */
    MALFORMED
  }

  private static final Pattern SHAPE =
      Pattern.compile("-XX:([+-]?)([A-Za-z][A-Za-z0-9]{1,80})(=.*)?");
  private static final int NEAR = 3;

  private JvmFlags() {}

  /**
   * What a JVM of this version does with an option. For the versions of {@code jvm-flags.tsv} it is
   * what those JVMs themselves say; for others, what the release notes say, and any flag that one
   * of the known versions has counts as known.
   *
   * @param javaMajor 8, 11, 17, ...; 0 where not known
   */
  public static Fate fate(String option, int javaMajor) {
    Matcher shape = SHAPE.matcher(option);
    if (!option.startsWith("-XX:")) {
      return isKnown(option, javaMajor) ? Fate.KNOWN : Fate.UNKNOWN;
    }
    if (!shape.matches()) {
      return Fate.MALFORMED;
    }
    boolean signed = !shape.group(1).isEmpty();
    boolean valued = shape.group(3) != null;
    if (signed == valued) {
      return Fate.MALFORMED;
    }
    return JvmFlagTable.fate(shape.group(2), javaMajor)
        .orElseGet(() -> documented(option, shape.group(2), javaMajor));
  }

  /**
   * What every JVM from this version on does with an option, as far as the versions of {@code
   * jvm-flags.tsv} tell; known where they differ, or where an older one counts that was not asked.
   *
   * @param least the oldest version in question
   */
  public static Fate fateSince(String option, int least) {
    Fate first = fate(option, least);
    boolean same =
        least >= JvmFlagTable.OLDEST
            && JvmFlagTable.since(least).allMatch(version -> fate(option, version) == first);
    return same || first == Fate.MALFORMED ? first : Fate.KNOWN;
  }

  /** For a version that was not asked itself. */
  private static Fate documented(String option, String flag, int javaMajor) {
    if (!isKnown(option, javaMajor)) {
      return Fate.UNKNOWN;
    }
    boolean ever = GONE.containsKey(flag) || NEW.containsKey(flag) || JvmFlagTable.isKnown(flag);
    // between versions that were asked, and for older ones, flags exist that neither has
    return ever || javaMajor < JvmFlagTable.OLDEST ? Fate.KNOWN : Fate.UNKNOWN;
  }

  /** What to write instead of an option that the JVM does not know. */
  public static String advice(String option, int javaMajor) {
    Matcher shape = SHAPE.matcher(option);
    if (!shape.matches()) {
      return "take it out";
    }
    String flag = shape.group(2);
    Integer gone = GONE.get(flag);
    if (gone != null && javaMajor >= gone) {
      return flag.startsWith("Print") || flag.contains("GCLogFile")
          ? "gone since Java " + gone + ": -Xlog:gc*:file=gc.log has it all"
          : "gone since Java " + gone + ": take it out";
    }
    List<String> near = JvmFlagTable.near(flag, NEAR);
    return near.isEmpty() ? "take it out" : "did you mean " + String.join(" or ", near) + "?";
  }

  /**
   * False where a JVM of this major version would answer "Unrecognized option".
   *
   * @param javaMajor 8, 11, 17, ...; 0 where not known, which counts as knowing everything
   */
  static boolean isKnown(String option, int javaMajor) {
    if (javaMajor <= 0) {
      return true;
    }
    if (option.startsWith("-Xlog:") || option.startsWith("--add-")) {
      return javaMajor >= 9;
    }
    Matcher matcher = FLAG.matcher(option);
    if (!matcher.matches()) {
      return true;
    }
    String flag = matcher.group(1);
    return javaMajor < GONE.getOrDefault(flag, Integer.MAX_VALUE)
        && javaMajor >= NEW.getOrDefault(flag, 0);
  }
}
