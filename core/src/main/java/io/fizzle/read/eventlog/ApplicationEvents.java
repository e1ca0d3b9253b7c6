package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.signal.ApplicationSignal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The application as a whole: identity, configuration, start and end. */
final class ApplicationEvents {
  /** Spark's own mask ({@code Utils.REDACTION_REPLACEMENT_TEXT}). */
  private static final String MASK = "*********(redacted)";

  private static final int MOST_PROPERTIES = 10_000;
  private static final int LONGEST_PROPERTY = 16 * 1024;

  private final EventScope scope;

  ApplicationEvents(EventScope scope) {
    this.scope = scope;
  }

  void logStart(JsonCursor cursor) {
    String version = null;
    while (cursor.nextField()) {
      if (cursor.field() == Field.SPARK_VERSION) {
        version = cursor.text();
      } else {
        cursor.skip();
      }
    }
    Evidence evidence = scope.citeUntimed("LogStart, Spark " + version);
    scope.emit(new ApplicationSignal.Identified(evidence, null, null, version, null, null));
  }

  void start(JsonCursor cursor) {
    String id = null;
    String name = null;
    long time = -1;
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case APP_ID -> id = cursor.text();
        case APP_NAME -> name = cursor.text();
        case TIMESTAMP -> time = cursor.number(-1);
        default -> cursor.skip();
      }
    }
    Evidence evidence = scope.cite(time, "ApplicationStart " + (id == null ? "" : id));
    scope.emit(new ApplicationSignal.Identified(evidence, id, name, null, null, null));
    scope.emit(new ApplicationSignal.Started(evidence));
  }

  void end(JsonCursor cursor) {
    long time = -1;
    Integer exitCode = null;
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case TIMESTAMP -> time = cursor.number(-1);
        case EXIT_CODE -> exitCode = exitCode(cursor);
        default -> cursor.skip();
      }
    }
    String excerpt = "ApplicationEnd" + (exitCode == null ? "" : ", exit code " + exitCode);
    scope.emit(new ApplicationSignal.Ended(scope.cite(time, excerpt), exitCode));
  }

  private static @Nullable Integer exitCode(JsonCursor cursor) {
    int code = cursor.integer(Integer.MIN_VALUE);
    return code == Integer.MIN_VALUE ? null : code;
  }

  void environment(JsonCursor cursor) {
    String javaVersion = null;
    Map<String, String> properties = new HashMap<>();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case JVM_INFORMATION -> javaVersion = javaVersion(cursor);
        case SPARK_PROPERTIES -> readProperties(cursor, properties);
        default -> cursor.skip();
      }
    }
    Evidence evidence = scope.citeUntimed("EnvironmentUpdate");
    scope.emit(
        new ApplicationSignal.Identified(
            evidence,
            properties.get("spark.app.id"),
            properties.get("spark.app.name"),
            null,
            properties.get("spark.master"),
            javaVersion));
    scope.emit(new ApplicationSignal.Configured(evidence, properties, true));
    reportExclusions(evidence, properties);
  }

  /** Events left out on purpose ({@code spark.eventLog.excludedPatterns}, Spark 4.1 and later). */
  private void reportExclusions(Evidence evidence, Map<String, String> properties) {
    String patterns = properties.getOrDefault("spark.eventLog.excludedPatterns", "");
    if (!patterns.isBlank()) {
      scope.emit(
          new ApplicationSignal.EvidenceLost(
              evidence,
              "spark.eventLog.excludedPatterns keeps events out of the log: " + patterns));
    }
  }

  private static @Nullable String javaVersion(JsonCursor cursor) {
    String version = null;
    if (cursor.enterObject()) {
      while (cursor.nextField()) {
        if (cursor.field() == Field.JAVA_VERSION) {
          version = cursor.text();
        } else {
          cursor.skip();
        }
      }
    }
    return version;
  }

  private static void readProperties(JsonCursor cursor, Map<String, String> properties) {
    if (!cursor.enterObject()) {
      return;
    }
    while (cursor.nextField()) {
      String key = cursor.fieldName();
      String value = cursor.text();
      if (value != null && properties.size() < MOST_PROPERTIES) {
        properties.put(key, masked(key, value));
      }
    }
  }

  private static String masked(String key, String value) {
    if (Redaction.isSecretKey(key)) {
      return MASK;
    }
    boolean tooLong = value.length() > LONGEST_PROPERTY;
    return Redaction.redact(tooLong ? value.substring(0, LONGEST_PROPERTY) : value);
  }
}
