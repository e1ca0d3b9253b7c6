package io.fizzle.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes the log of a healthy driver at level INFO: two lines a task, a dozen a stage, and rarely,
 * once in {@value #TASKS_PER_FAILURE} tasks, a task that fails with a stack trace. Equal calls
 * write equal files.
 */
final class DriverLogInput {
  private static final int TASKS = 4_000;
  private static final int TASKS_PER_FAILURE = 20_000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yy/MM/dd HH:mm:ss ");

  private final List<Template> stageLines = Template.each("driver-lines.txt");
  private final Template start =
      Template.of(
          "INFO TaskSetManager: Starting task ${index}.0 in stage ${stage}.0 (TID ${task})"
              + " (10.0.3.${host},executor ${executor}, partition ${index}, PROCESS_LOCAL, 9914"
              + " bytes)");
  private final Template finish =
      Template.of(
          "INFO TaskSetManager: Finished task ${index}.0 in stage ${stage}.0 (TID ${task}) in"
              + " ${millis} ms on 10.0.3.${host} (executor ${executor}) (${index}/${tasks})");
  private final Template block =
      Template.of(
          "INFO BlockManagerInfo: Added broadcast_${stage}_piece0 in memory on 10.0.3.${host}:41873"
              + " (size: 6.9 KiB, free: 4.6 GiB)");
  private final List<Template> failure = Template.each("driver-failure.txt");
  private final Random random = new Random(4711);
  private final Map<String, Object> values = new HashMap<>(Map.of("tasks", TASKS));
  private final StringBuilder text = new StringBuilder();
  private LocalDateTime now = LocalDateTime.of(2026, 11, 21, 9, 0);
  private long tasks;

  private DriverLogInput() {}

  /** Writes a log of at least so many bytes. */
  static void write(Path file, long bytes) throws IOException {
    DriverLogInput log = new DriverLogInput();
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      long written = 0;
      for (int stage = 0; written < bytes; stage++) {
        log.stage(stage);
        writer.append(log.text);
        written += log.text.length();
      }
    }
  }

  private void stage(int stage) {
    text.setLength(0);
    values.put("stage", stage);
    values.put("id", 3 * stage + 1);
    stageLines.forEach(this::line);
    for (int index = 0; index < TASKS; index++) {
      int executor = random.nextInt(40);
      values.put("index", index);
      values.put("task", tasks++);
      values.put("executor", executor);
      values.put("host", 10 + executor / 4);
      values.put("millis", 40 + random.nextInt(400));
      now = now.plusNanos(9_000_000);
      line(start);
      if (index < 40) {
        line(block);
      }
      if (tasks % TASKS_PER_FAILURE == 0) {
        fail();
      }
      line(finish);
    }
  }

  private void line(Template template) {
    text.append(TIME.format(now));
    template.fill(text, values);
    text.append('\n');
  }

  private void fail() {
    line(failure.get(0));
    for (Template frame : failure.subList(1, failure.size())) {
      frame.fill(text, values);
      text.append('\n');
    }
  }
}
