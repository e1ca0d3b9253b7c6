package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.EvidenceLost;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ApplicationSignal.Started;
import io.fizzle.signal.ApplicationSignal.Starved;
import io.fizzle.signal.ApplicationSignal.Stopped;
import io.fizzle.signal.ApplicationSignal.Stopping;
import io.fizzle.signal.JvmSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who the application is, how it is configured, how it starts and stops. */
final class ApplicationLines {
  private static final String MASK = "*********(redacted)";
  private static final int MOST_PROPERTIES = 1000;
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^(spark\\.[\\w.-]{1,200})=(.{0,2000})$");

  private ApplicationLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(identity(), services(), course());
  }

  private static List<LinePattern> identity() {
    return List.of(
        LinePattern.of(
            "running-spark-version",
            "Running Spark version ",
            "Running Spark version (\\S{1,60})",
            ApplicationLines::version),
        LinePattern.of(
            "submitted-application",
            "Submitted application: ",
            "Submitted application: (.{1,300})",
            (entry, match) ->
                entry.emit(
                    new Identified(
                        entry.evidence(), null, match.group(1).strip(), null, null, null))),
        LinePattern.of(
            "java-version",
            "Java version ",
            "Java version ((?:1\\.)?(\\d{1,3})\\S{0,60})",
            ApplicationLines::java),
        id("standalone-app-id", "Connected to Spark cluster with app ID ", "(app-\\S{1,100})"),
        LinePattern.of(
            "registered-app",
            "Registered app ",
            "Registered app (.{1,300}) with ID (\\S{1,100})",
            (entry, match) ->
                entry.emit(
                    new Identified(
                        entry.evidence(), match.group(2), match.group(1), null, null, null))),
        LinePattern.within(
            "shell-app-id",
            ", Application Id: ",
            "Spark master: (\\S{1,300}), Application Id: (\\S{1,100})",
            (entry, match) ->
                entry.emit(
                    new Identified(
                        entry.evidence(), match.group(2), null, null, match.group(1), null))),
        LinePattern.of(
            "connecting-to-master",
            "Connecting to master spark://",
            "Connecting to master (spark://[^\\s,]{1,300}?)(?:\\.\\.\\.)?$",
            (entry, match) ->
                entry.emit(
                    new Identified(entry.evidence(), null, null, null, match.group(1), null))));
  }

  /** {@code BlockManager}, of the driver and of executors, where the service is switched on. */
  private static List<LinePattern> services() {
    return List.of(
        LinePattern.of(
            "external-shuffle-service",
            "external shuffle service port = ",
            "external shuffle service port = (\\d{1,5})",
            (entry, match) ->
                entry.emit(
                    new Configured(
                        entry.evidence(),
                        Map.of(
                            "spark.shuffle.service.enabled",
                            "true",
                            "spark.shuffle.service.port",
                            match.group(1)),
                        false))));
  }

  private static List<LinePattern> course() {
    return List.of(
        LinePattern.of(
                "stopping",
                "SparkContext is stopping with exitCode",
                "SparkContext is stopping with exitCode (-?\\d{1,9})"
                    + "|(Invoking stop\\(\\) from shutdown hook)",
                ApplicationLines::stopping)
            .announcedBy(
                "SparkContext is stopping with exitCode", "Invoking stop() from shutdown hook"),
        LinePattern.of(
            "stopped",
            "Successfully stopped SparkContext",
            "Successfully stopped SparkContext",
            (entry, match) -> {
              entry.session().life().orderly();
              entry.emit(new Stopped(entry.evidence()));
            }),
        LinePattern.of(
            "starved",
            "Initial job has not accepted any resources",
            "Initial job has not accepted any resources",
            (entry, match) ->
                entry.emit(new Starved(entry.evidence(), entry.line().message().strip()))),
        LinePattern.of(
                "events-dropped",
                "Dropping event from queue",
                "Dropping (?:event from queue|SparkListenerEvent because)|Dropped \\d{1,18}"
                    + " (?:events|SparkListenerEvents) ",
                (entry, match) ->
                    entry.emit(new EvidenceLost(entry.evidence(), entry.line().message().strip())))
            .announcedBy(
                "Dropping event from queue",
                "Dropping SparkListenerEvent",
                " events from ",
                " SparkListenerEvents since"),
        LinePattern.of(
            "spark-configuration",
            "Spark configuration:",
            "Spark configuration:\\s*$",
            (entry, match) ->
                properties(entry, PROPERTY.matcher(entry.following(LogEntry.Extent.PARAGRAPH)))),
        LinePattern.of(
            "application-killed",
            "Application has been killed. Reason: ",
            "Application has been killed\\. Reason: (.{0,2000})",
            (entry, match) ->
                entry.emit(
                    new FinalStatus(entry.evidence(), false, Failures.parse(match.group(1))))));
  }

  /** A status other than 0 is the program's: {@code SparkContext.stop(exitCode)}, since 3.4. */
  private static void stopping(LogEntry entry, Matcher match) {
    entry.emit(new Stopping(entry.evidence(), match.group(2) != null));
    if (match.group(1) != null && Integer.parseInt(match.group(1)) != 0) {
      entry.emit(
          new FinalStatus(
              entry.evidence(),
              false,
              Failures.parse("User application exited with status " + match.group(1))));
    }
  }

  private static LinePattern id(String name, String literal, String id) {
    return LinePattern.of(
        name,
        literal,
        Pattern.quote(literal) + id,
        (entry, match) ->
            entry.emit(new Identified(entry.evidence(), match.group(1), null, null, null, null)));
  }

  /** Masters and workers print the same words; only a SparkContext's are the application's. */
  private static void version(LogEntry entry, Matcher match) {
    if (entry.logger().equals("Master") || entry.logger().equals("Worker")) {
      return;
    }
    entry.session().startedDriver(entry);
    entry.emit(new Started(entry.evidence()));
    entry.emit(new Identified(entry.evidence(), null, null, match.group(1), null, null));
  }

  private static void java(LogEntry entry, Matcher match) {
    Owner owner = entry.owner();
    int major = Integer.parseInt(match.group(2));
    entry.emit(new JvmSignal.Started(entry.evidence(), owner, null, major, 0, 0));
    if (entry.logger().equals("SparkContext")) {
      entry.emit(new Identified(entry.evidence(), null, null, null, null, match.group(1)));
    }
  }

  /**
   * Emits the Spark properties that a pattern with groups for key and value finds, secrets masked.
   */
  static void properties(LogEntry entry, Matcher found) {
    Map<String, String> properties = new LinkedHashMap<>();
    while (properties.size() < MOST_PROPERTIES && found.find()) {
      String key = found.group(1);
      properties.put(key, Redaction.isSecretKey(key) ? MASK : Redaction.redact(found.group(2)));
    }
    if (!properties.isEmpty()) {
      entry.emit(new Configured(entry.evidence(), properties, false));
    }
  }
}
