package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Source;
import io.fizzle.signal.ApplicationSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of a rolling event log to read, in which order ({@code EventLogFileWriters.scala} and
 * {@code EventLogFileReaders.scala}, Spark 3.0 and later).
 *
 * <p>A rolling log is a directory {@code eventlog_v2_<application>} with files {@code
 * events_<n>_<application>[.<codec>][.compact]}, numbered from 1, and an empty {@code
 * appstatus_<application>[.inprogress]}. A compacted file stands for everything up to its number.
 * Databricks instead rolls {@code eventlog} into {@code eventlog-<date>.gz} files.
 *
 * @param files the names to read, in order, as they were given
 * @param lost what is known to be missing, one sentence each
 */
public record RollingLog(List<String> files, List<String> lost) {
  private static final String DIRECTORY = "eventlog_v2_";
  private static final Pattern EVENTS = Pattern.compile("events_([0-9]{1,18})_.{1,1000}");
  private static final Pattern DATED =
      Pattern.compile("eventlog(?:-[0-9]{4}-[-0-9]{5,20})?(?:\\.\\w{1,8})?");
  private static final String COMPACT = ".compact";

  public RollingLog {
    files = List.copyOf(files);
    lost = List.copyOf(lost);
  }

  /** Whether a directory of this name, or path, is what Spark makes for a rolling log. */
  public static boolean isDirectoryName(String name) {
    return baseName(name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
        .startsWith(DIRECTORY);
  }

  /**
   * Whether the files of one directory are the parts of a rolling log.
   *
   * @param names names or paths of the directory's files
   */
  public static boolean isRolling(Collection<String> names) {
    return names.stream()
        .map(RollingLog::baseName)
        .anyMatch(name -> EVENTS.matcher(name).matches());
  }

  /**
   * Orders the files of one directory.
   *
   * @param names names or paths of the directory's files; such that are no part of a log are left
   *     out
   */
  public static RollingLog of(Collection<String> names) {
    TreeMap<Long, String> plain = new TreeMap<>();
    TreeMap<Long, String> compacted = new TreeMap<>();
    List<String> lost = new ArrayList<>();
    for (String name : names.stream().sorted().toList()) {
      String base = baseName(name);
      Matcher events = EVENTS.matcher(base);
      if (events.matches()) {
        TreeMap<Long, String> group = base.endsWith(COMPACT) ? compacted : plain;
        group.putIfAbsent(Long.parseLong(events.group(1)), name);
      }
    }
    if (plain.isEmpty() && compacted.isEmpty()) {
      return new RollingLog(dated(names), lost);
    }
    List<String> files = new ArrayList<>();
    long expected = 1;
    if (!compacted.isEmpty()) {
      long last = compacted.lastKey();
      files.add(compacted.lastEntry().getValue());
      lost.add(
          "events of finished jobs and removed executors were compacted away up to file " + last);
      expected = last + 1;
    }
    files.addAll(plain.tailMap(expected).values());
    addGaps(plain.tailMap(expected).keySet(), expected, lost);
    return new RollingLog(files, lost);
  }

  private static void addGaps(Collection<Long> numbers, long first, List<String> lost) {
    long expected = first;
    for (long number : numbers) {
      if (number == expected + 1) {
        lost.add("rolled event file " + expected + " is missing");
      } else if (number > expected) {
        lost.add("rolled event files " + expected + " to " + (number - 1) + " are missing");
      }
      expected = number + 1;
    }
  }

  /** Databricks: the dated files in the order of their dates, then the one still written to. */
  private static List<String> dated(Collection<String> names) {
    return names.stream()
        .filter(name -> DATED.matcher(baseName(name)).matches())
        .sorted(
            Comparator.comparing((String name) -> !baseName(name).startsWith("eventlog-"))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** What is missing, as signals about this source. */
  public List<ApplicationSignal.EvidenceLost> losses(Source source) {
    return lost.stream()
        .map(what -> new ApplicationSignal.EvidenceLost(new Evidence(source, 0, null, what), what))
        .toList();
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
