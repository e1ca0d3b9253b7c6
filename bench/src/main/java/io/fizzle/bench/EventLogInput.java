package io.fizzle.bench;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Writes an event log of a healthy application as Spark 4.1 does: {@value #STAGES} stages one after
 * the other, on {@value #EXECUTORS} executors with four cores each. Compressed it is by zstd at
 * level 1 with a frame that ends at every flush (SingleEventLogFileWriter flushes after all events
 * but those of tasks, ZStdCompressionCodec closes the frame then). Equal calls write equal files.
 */
final class EventLogInput {
  /** Its id, after which Spark names the file; {@code .zstd} follows where it is compressed. */
  static final String APPLICATION = "app-20261121090000-0001";

  private static final int STAGES = 15;
  private static final int EXECUTORS = 40;
  private static final int SLOTS = 4 * EXECUTORS;
  private static final long BEGIN = 1_795_251_600_000L;

  private static final String EXECUTOR =
      "\"Timestamp\":%d,\"Executor ID\":\"%d\",\"Executor Info\":{\"Host\":\"10.0.3.%d\","
          + "\"Total Cores\":4,\"Log Urls\":{},\"Attributes\":{},\"Resources\":{},"
          + "\"Resource Profile Id\":0}";
  private static final String JOB =
      "\"Job ID\":%d,\"Submission Time\":%d,\"Stage Infos\":[],\"Stage"
          + " IDs\":[%d],\"Properties\":{}";
  private static final String JOB_END =
      "\"Job ID\":%d,\"Completion Time\":%d,\"Job Result\":{\"Result\":\"JobSucceeded\"}";

  private final Template taskStart = Template.joined("task-start.json");
  private final Template taskEnd = Template.joined("task-end.json");
  private final Template stageInfo = Template.joined("stage.json");
  private final Random random = new Random(4711);
  private final Map<String, Object> values = new HashMap<>();
  private final StringBuilder line = new StringBuilder();
  private final OutputStream output;
  private long now = BEGIN;
  private long started;
  private long ended;

  private EventLogInput(OutputStream output) {
    this.output = output;
  }

  /** What a log with so many tasks in each stage tells of. */
  static Work work(int tasksPerStage) {
    return new Work(STAGES, (long) STAGES * tasksPerStage);
  }

  /** Writes a log with so many tasks in each stage; 10 000 make 514 MB. */
  static void write(Path file, int tasksPerStage) throws IOException {
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 15)) {
      new EventLogInput(bytes).application(tasksPerStage);
    }
  }

  /** The same, compressed. */
  static void writeCompressed(Path file, int tasksPerStage) throws IOException {
    OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file));
    ZstdOutputStream frames = new ZstdOutputStream(bytes, 1).setCloseFrameOnFlush(true);
    try (OutputStream buffered = new BufferedOutputStream(frames, 1 << 15)) {
      new EventLogInput(buffered).application(tasksPerStage);
    }
  }

  private void application(int tasksPerStage) throws IOException {
    values.put("launch", now);
    for (Template event : Template.each("prologue.jsonl")) {
      write(event);
    }
    for (int executor = 0; executor < EXECUTORS; executor++) {
      event("ExecutorAdded", EXECUTOR.formatted(now, executor, host(executor)));
    }
    for (int stage = 0; stage < STAGES; stage++) {
      stage(stage, tasksPerStage);
    }
    event("ApplicationEnd", "\"Timestamp\":%d,\"ExitCode\":0".formatted(now));
  }

  private void stage(int stage, int tasks) throws IOException {
    event("JobStart", JOB.formatted(stage, now, stage));
    values.putAll(Map.of("stage", stage, "tasks", tasks, "launch", now, "completion", ""));
    event("StageSubmitted", "\"Stage Info\":%s,\"Properties\":{}".formatted(stageText()));
    long submitted = now;
    long[] launches = new long[SLOTS];
    for (int index = 0; index < tasks + SLOTS; index++) {
      int slot = index % SLOTS;
      if (index >= SLOTS) {
        end(index - SLOTS, slot, launches[slot]);
      }
      if (index < tasks) {
        launches[slot] = now;
        start(index, slot);
      }
    }
    values.put("launch", submitted);
    values.put("completion", "\"Completion Time\":" + now + ",");
    event("StageCompleted", "\"Stage Info\":" + stageText());
    event("JobEnd", JOB_END.formatted(stage, now));
  }

  private String stageText() {
    StringBuilder text = new StringBuilder();
    stageInfo.fill(text, values);
    return text.toString();
  }

  private void start(int index, int slot) throws IOException {
    task(started++, index, slot, now);
    write(taskStart);
  }

  private void end(int index, int slot, long launch) throws IOException {
    now = Math.max(now, launch + 40) + random.nextInt(9);
    task(ended++, index, slot, launch);
    long run = now - launch - 7;
    long bytes = 1_000_000L + random.nextInt(400_000);
    values.put("finish", now);
    values.put("id", 30 + random.nextInt(60));
    values.put("sum", 1_000_000L * index + random.nextInt(1_000_000));
    values.put("deserialize", random.nextInt(9));
    values.put("deserializeCpu", 3_000_000 + random.nextInt(2_000_000));
    values.put("run", run);
    values.put("cpu", run * 900_000 + random.nextInt(1_000_000));
    values.put("gc", random.nextInt(5));
    values.put("gcs", index / SLOTS);
    values.put("gcSum", 12L * index / SLOTS + random.nextInt(12));
    values.put("result", 1_700 + random.nextInt(60));
    values.put("read", bytes);
    values.put("written", bytes / 7);
    values.put("writeTime", 2_000_000 + random.nextInt(4_000_000));
    values.put("records", bytes / 90);
    values.put("heap", 2_000_000_000L + random.nextInt(1_000_000_000));
    values.put("offHeap", 120_000_000 + random.nextInt(9_000_000));
    values.put("execution", 67_108_864L + random.nextInt(30_000_000));
    values.put("storage", 14_000_000 + random.nextInt(90_000));
    values.put("direct", 33_000_000 + random.nextInt(900_000));
    values.put("peak", 16_777_216L * (1 + random.nextInt(4)));
    write(taskEnd);
  }

  private void task(long task, int index, int slot, long launch) {
    int executor = slot / 4;
    values.put("task", task);
    values.put("index", index);
    values.put("launch", launch);
    values.put("executor", executor);
    values.put("host", host(executor));
  }

  private static int host(int executor) {
    return 10 + executor / 4;
  }

  private void write(Template event) throws IOException {
    line.setLength(0);
    event.fill(line, values);
    write(line.append('\n').toString());
  }

  /** An event after which Spark flushes the log. */
  private void event(String name, String fields) throws IOException {
    write("{\"Event\":\"SparkListener" + name + "\"," + fields + "}\n");
    output.flush();
  }

  private void write(String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
