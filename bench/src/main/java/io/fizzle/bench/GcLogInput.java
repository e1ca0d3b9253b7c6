package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** GC logs that the JVMs of this machine write of themselves, with all details and without. */
final class GcLogInput {
  private static final String DECORATORS = ":time,uptime,level,tags:filecount=0";

  /** Small, so that little work makes many collections. */
  private static final String HEAP = "-Xmx64m";

  private GcLogInput() {}

  /**
   * Writes both logs of one run.
   *
   * @param detailed {@code -Xlog:gc*}, of at least so many bytes
   * @param brief {@code -Xlog:gc}
   */
  static void write(Jdk jdk, Collector collector, Path detailed, Path brief, long bytes)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(jdk.java(), HEAP));
    command.addAll(collector.options());
    command.add("-Xlog:gc*:file=" + detailed + DECORATORS);
    command.add("-Xlog:gc:file=" + brief + DECORATORS);
    command.addAll(List.of("-cp", Machine.classPath(), Churn.class.getName()));
    command.addAll(List.of(detailed.toString(), Long.toString(bytes)));
    Measured.of(1, Set.of(0), command);
  }
}
