package io.fizzle.spark.instrument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The summary for programs: {@code fizzle.instrument/1}. What is unknown is left out. */
final class SummaryJson {
  static final String SCHEMA = "fizzle.instrument/1";

  private final JsonGenerator json;

  private SummaryJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(List<Measurement> measurements, long dropped) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeNumberField("dropped", dropped);
      json.writeArrayFieldStart("measurements");
      for (Measurement measurement : measurements) {
        new SummaryJson(json).write(measurement);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private void write(Measurement measurement) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind(measurement));
    json.writeStringField("name", measurement.name());
    json.writeStringField("level", measurement.level().name().toLowerCase(Locale.ROOT));
    json.writeStringField("sentence", measurement.sentence());
    if (measurement instanceof ClosureSize closure) {
      closure(closure);
    } else if (measurement instanceof BroadcastSize broadcast) {
      known("serialisedBytes", broadcast.serialisedBytes());
      known("memoryBytes", broadcast.memoryBytes());
      known("problem", broadcast.problem());
    } else if (measurement instanceof Lineage lineage) {
      lineage(lineage);
    } else if (measurement instanceof Checkpoint checkpoint) {
      json.writeStringField("of", checkpoint.kind());
      json.writeStringField("way", checkpoint.way().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("threshold", checkpoint.threshold());
      known("before", checkpoint.before());
      known("after", checkpoint.after());
    } else if (measurement instanceof OperationRun run) {
      operation(run);
    } else if (measurement instanceof SmallPartitions small) {
      json.writeNumberField("stage", small.stage());
      json.writeNumberField("partitions", small.partitions());
      json.writeNumberField("bytes", small.bytes());
      json.writeNumberField("better", small.better());
    }
    json.writeEndObject();
  }

  private static String kind(Measurement measurement) {
    if (measurement instanceof ClosureSize) {
      return "closure";
    } else if (measurement instanceof BroadcastSize) {
      return "broadcast";
    } else if (measurement instanceof Lineage) {
      return "lineage";
    } else if (measurement instanceof Checkpoint) {
      return "checkpoint";
    } else if (measurement instanceof OperationRun) {
      return "operation";
    }
    return "small-partitions";
  }

  private void closure(ClosureSize closure) throws IOException {
    known("bytes", closure.bytes());
    known("problem", closure.problem());
    json.writeArrayFieldStart("captures");
    for (Capture capture : closure.captures()) {
      json.writeStartObject();
      json.writeStringField("path", capture.path());
      json.writeStringField("type", capture.type());
      json.writeNumberField("bytes", capture.bytes());
      json.writeNumberField("within", capture.within());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void lineage(Lineage lineage) throws IOException {
    json.writeStringField("of", lineage.kind());
    known("columns", lineage.columns());
    known("partitions", lineage.partitions());
    known("initialPartitions", lineage.initialPartitions());
    known("stages", lineage.stages());
    known("depth", lineage.depth());
    known("size", lineage.size());
    known("physicalDepth", lineage.physicalDepth());
    known("physicalSize", lineage.physicalSize());
    known("rows", lineage.rows());
  }

  private void operation(OperationRun run) throws IOException {
    OperationRun.Work work = run.work();
    json.writeStringField("operation", run.operation());
    json.writeNumberField("millis", run.millis());
    known("failure", run.failure());
    json.writeNumberField("jobs", work.jobs());
    json.writeNumberField("stages", work.stages());
    json.writeNumberField("tasks", work.tasks());
    json.writeNumberField("failedTasks", work.failedTasks());
    json.writeNumberField("runMillis", work.runMillis());
    json.writeNumberField("gcMillis", work.gcMillis());
    json.writeNumberField("inputBytes", work.inputBytes());
    json.writeNumberField("outputBytes", work.outputBytes());
    json.writeNumberField("shuffleReadBytes", work.shuffleReadBytes());
    json.writeNumberField("shuffleWriteBytes", work.shuffleWriteBytes());
    json.writeNumberField("spilledBytes", work.spilledBytes());
    json.writeBooleanField("complete", work.complete());
  }

  private void known(String field, long number) throws IOException {
    if (number >= 0) {
      json.writeNumberField(field, number);
    }
  }

  private void known(String field, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeStringField(field, text);
    }
  }
}
