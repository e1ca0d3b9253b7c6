package io.fizzle.read.rest;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer of the REST API is about, told by its fields ({@code api.scala} of Spark). */
public enum RestShape {
  EXECUTORS("executors", "hostPort", "totalCores"),
  JOBS("jobs", "jobId", "stageIds"),
  STAGES("stages", "stageId", "attemptId", "numTasks"),
  TASKS("tasks", "taskId", "index", "launchTime"),
  ENVIRONMENT("environment", "runtime", "sparkProperties"),
  APPLICATIONS("applications", "attempts", "startTime"),
  QUERIES("SQL executions", "planDescription", "status");

  /** Fields of a first object lie within so much text. */
  private static final int START = 16_384;

  private static final Pattern JSON = Pattern.compile("^\\s{0,100}(?:\\[\\s{0,40})?\\{\\s{0,40}\"");

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> fields;

  RestShape(String words, String... fields) {
    this.words = words;
    this.fields = List.of(fields);
  }

  /** How a report names it. */
  public String words() {
    return words;
  }

  /** The shape of content that begins like this; null where it is none of the API's. */
  public static @Nullable RestShape of(String head) {
    String start = head.substring(0, Math.min(head.length(), START));
    if (!JSON.matcher(start).find()) {
      return null;
    }
    for (RestShape shape : values()) {
      if (shape.fields.stream().allMatch(field -> start.contains("\"" + field + "\""))) {
        return shape;
      }
    }
    return null;
  }

  /** True where so many fields of an object are those of this shape. */
  boolean fits(RestObject object) {
    return fields.stream().allMatch(object::has);
  }
}
