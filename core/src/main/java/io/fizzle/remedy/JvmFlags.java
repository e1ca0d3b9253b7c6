package io.fizzle.remedy;

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
final class JvmFlags {
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

  private JvmFlags() {}

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
