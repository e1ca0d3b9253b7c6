package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.GcReported;
import io.fizzle.signal.JvmSignal.HeapAfterGc;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GC told in words by monitors and people, and JDK 8's heap printouts that stand inside other logs.
 */
final class ProseLines {
  private static final Pattern EXECUTOR =
      Pattern.compile("(?i)\\bexecutor (?:id )?#?(\\d{1,9})\\b");

  /** Texts of {@code Generation::print} and {@code PSOldGen::print}, HotSpot 6 to 8. */
  private static final Pattern OLD_GENERATION =
      Pattern.compile(
          "(?:ParOldGen|PSOldGen|tenured generation|concurrent mark-sweep generation)\\s{1,12}"
              + "total (\\d{1,12})K, used (\\d{1,12})K");

  private static final Pattern GENERATION =
      Pattern.compile(
          "(?:PSYoungGen|ParOldGen|PSOldGen|DefNew generation|Tenured generation|tenured"
              + " generation|def new generation|par new generation|concurrent mark-sweep"
              + " generation|garbage-first heap)\\s{1,10}total (\\d{1,15})K, used (\\d{1,15})K");

  /** Words that turn a figure into something that did not happen. */
  private static final Pattern DENIED =
      Pattern.compile(
          "(?i)\\b(?:no|not|never|without|threshold|target|goal|limit|(?:last|past) \\d)\\b");

  private static final int WORD_BEFORE = 12;

  private ProseLines() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.within(
            "full-gc-took",
            "ull GC",
            "(?i)full GC.{0,80}?\\b(\\d{1,12}(?:\\.\\d{1,6})?)"
                + " ?(ms|milliseconds|s|sec|secs|seconds|minutes)\\b",
            (entry, match) ->
                told(entry, match, true, Quantity.millis(match.group(1), match.group(2)))),
        LinePattern.within(
            "gc-share",
            "GC time",
            "(?i)GC time.{0,120}?(\\d{1,3}(?:\\.\\d{1,6})?) ?% (?:of|spent)",
            (entry, match) ->
                reported(entry, false, pause(entry.message()), Double.parseDouble(match.group(1)))),
        LinePattern.within(
            "gc-pause-told",
            "GC pause",
            "(?i)GC pause.{0,80}?\\b(\\d{1,12}(?:\\.\\d{1,6})?)"
                + " ?(ms|milliseconds|s|sec|secs|seconds)\\b",
            (entry, match) ->
                told(entry, match, false, Quantity.millis(match.group(1), match.group(2)))),
        LinePattern.within(
                "stuck-in-gc",
                "stuck in GC",
                "(?i)stuck in GC",
                (entry, match) -> told(entry, match, true, -1))
            .announcedBy("stuck in GC", "stuck in garbage collection"),
        LinePattern.within(
            "jstat", "FGCT", "\\bYGC\\s{1,20}YGCT\\s{1,20}FGC\\s{1,20}FGCT\\b", JstatTable::read),
        LinePattern.of(
            "heap-after-gc",
            "Heap after GC invocations=",
            "Heap after GC invocations=(\\d{1,12}) \\(full (\\d{1,12})\\)",
            ProseLines::heapAfter));
  }

  private static final Pattern TOTAL =
      Pattern.compile(
          "(?i)total GC time[^:]{0,60}: ?(\\d{1,12}(?:\\.\\d{1,6})?) ?(ms|s|sec|seconds)\\b");

  private static long pause(String text) {
    Matcher total = TOTAL.matcher(text);
    return total.find() ? Quantity.millis(total.group(1), total.group(2)) : -1;
  }

  private static void told(LogEntry entry, Matcher match, boolean full, long millis) {
    int from = Math.max(0, match.start() - WORD_BEFORE);
    if (!DENIED.matcher(entry.message().substring(from, match.end())).find()) {
      reported(entry, full, millis, -1);
    }
  }

  private static void reported(LogEntry entry, boolean full, long millis, double share) {
    entry.emit(new GcReported(entry.evidence(), ownerIn(entry), full, millis, share));
  }

  private static void heapAfter(LogEntry entry, Matcher match) {
    Matcher generation = GENERATION.matcher(entry.ahead(2000));
    long total = 0;
    long used = 0;
    while (generation.find()) {
      total += Long.parseLong(generation.group(1)) * 1024;
      used += Long.parseLong(generation.group(2)) * 1024;
    }
    PauseKind kind = match.group(2).equals("0") ? PauseKind.YOUNG : PauseKind.FULL;
    if (total > 0) {
      entry.emit(new GcPause(entry.evidence(), entry.owner(), kind, "", -1, 0, -1, used, total));
    }
    Matcher old = OLD_GENERATION.matcher(entry.ahead(2000));
    if (old.find() && !old.group(1).equals("0")) {
      entry.emit(
          new HeapAfterGc(
              entry.evidence(),
              entry.owner(),
              Long.parseLong(match.group(1)),
              Long.parseLong(match.group(2)),
              Long.parseLong(old.group(2)),
              Long.parseLong(old.group(1))));
    }
  }

  /** The executor that a line names, empty where it names none. */
  static String executorIn(LogEntry entry) {
    Matcher named = EXECUTOR.matcher(entry.message());
    return named.find() ? named.group(1) : entry.executorId();
  }

  /** The process that a line names, else the one that wrote it. */
  static Owner ownerIn(LogEntry entry) {
    Matcher named = EXECUTOR.matcher(entry.message());
    if (named.find()) {
      return Owner.executor(named.group(1));
    }
    return entry.message().contains("in the driver") ? Owner.DRIVER : entry.owner();
  }
}
