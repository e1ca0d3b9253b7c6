package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** GC logs that this machine's JVM writes of itself under G1, with all its details and without. */
final class GcLogInput {
  private static final String DECORATORS = ":time,uptime,level,tags:filecount=0";

  private GcLogInput() {}

  /**
   * Writes both logs of one run.
   *
   * @param detailed {@code -Xlog:gc*}, of at least so many bytes
   * @param brief {@code -Xlog:gc}
   */
  static void write(Path detailed, Path brief, long bytes) throws IOException {
    ChildRun.run(
        List.of(
            Machine.java(),
            "-XX:+UseG1GC",
            "-Xmx32m",
            "-Xmn3m",
            "-Xlog:gc*:file=" + detailed + DECORATORS,
            "-Xlog:gc:file=" + brief + DECORATORS,
            "-cp",
            Machine.classPath(),
            Churn.class.getName(),
            detailed.toString(),
            Long.toString(bytes)));
  }
}
