package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses from a source's beginning, and only then from its name, what it is and who wrote it. */
final class LogSniffer {
  private static final Pattern EXECUTOR_ID =
      Pattern.compile(
          "(?:Starting executor ID |--executor-id[\"'\\s\\\\]{1,10})([^\"'\\s\\\\<$]{1,100})");
  private static final Pattern DRIVER =
      Pattern.compile("SparkContext: Running Spark version|Submitted application: ");
  private static final Pattern MASTER =
      Pattern.compile("Master: I have been elected leader|Starting Spark master at ");
  private static final Pattern WORKER =
      Pattern.compile("Starting Spark worker \\S|ExecutorRunner: Launch command");
  private static final Pattern NAMED_EXECUTOR =
      Pattern.compile("(?:executor[-_]?|-exec-)(\\d{1,9})(?:\\D|$)");
  private static final Pattern APP_FOLDER =
      Pattern.compile("app-\\d{1,20}-\\d{1,9}/(\\d{1,9})/std(?:err|out)");
  private static final int HEADERS = 3;

  private LogSniffer() {}

  /** True where some lines have a logger's header, or one has the form of a line that we know. */
  static boolean looksLikeSparkLog(String head) {
    LineParser parser = new LineParser(SourceClock.UTC);
    long headers =
        head.lines()
            .limit(200)
            .map(parser::parse)
            .filter(line -> line.headed() && !line.logger().isEmpty())
            .limit(HEADERS)
            .count();
    return headers >= HEADERS || tells(head, signal -> true);
  }

  /** True where a text tells of more than a JVM's collections and memory. */
  static boolean tellsOfSpark(String head) {
    return tells(head, signal -> !(signal instanceof JvmSignal));
  }

  private static boolean tells(String head, Predicate<Signal> counted) {
    int[] signals = {0};
    ReadInput input =
        new ReadInput(new Source("", SourceKind.TEXT, Owner.UNKNOWN), SourceClock.UTC);
    byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
    new SparkLogReader()
        .read(
            input,
            new ByteArrayInputStream(bytes),
            signal -> signals[0] += counted.test(signal) ? 1 : 0);
    return signals[0] > 0;
  }

  static Owner ownerOf(String head, String fileName) {
    Matcher executor = EXECUTOR_ID.matcher(head);
    String executorId = executor.find() ? executor.group(1) : "";
    boolean driver = executorId.equals("driver") || DRIVER.matcher(head).find();
    if (driver && !head.startsWith("Spark Executor Command")) {
      return Owner.DRIVER;
    }
    if (MASTER.matcher(head).find()) {
      return new Owner(Role.MASTER, "");
    }
    if (WORKER.matcher(head).find()) {
      return new Owner(Role.WORKER, "");
    }
    return executorId.isEmpty() ? byName(fileName, head) : Owner.executor(executorId);
  }

  private static Owner byName(String fileName, String head) {
    String name = fileName.toLowerCase(Locale.ROOT);
    Matcher folder = APP_FOLDER.matcher(name);
    if (folder.find()) {
      return Owner.executor(folder.group(1));
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    Matcher executor = NAMED_EXECUTOR.matcher(last);
    if (executor.find()) {
      return Owner.executor(executor.group(1));
    }
    if (last.contains("driver")) {
      return Owner.DRIVER;
    }
    if (last.contains("master")) {
      return new Owner(Role.MASTER, "");
    }
    if (last.contains("worker")) {
      return new Owner(Role.WORKER, "");
    }
    boolean master = head.contains("ApplicationMaster: ");
    return master ? new Owner(Role.APPLICATION_MASTER, "") : Owner.UNKNOWN;
  }
}
