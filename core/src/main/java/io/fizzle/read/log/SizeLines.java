package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.read.CommandLine;
import io.fizzle.signal.ApplicationSignal.ContainersCapped;
import io.fizzle.signal.ApplicationSignal.ExecutorsSized;
import io.fizzle.signal.JvmSignal.MemoryManaged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the processes are, as they tell it themselves: the default resource profile (Spark 3.1
 * and later, {@code ResourceProfile.scala}, amounts of memory in MiB), YARN's launch context
 * ({@code ExecutorRunnable.launchContextDebugInfo}), and the memory that a block manager offers
 * ({@code MemoryStore.scala}, {@code BlockManagerMasterEndpoint.scala}).
 */
final class SizeLines {
  private static final Pattern RESOURCE =
      Pattern.compile(
          "name: (cores|memory|memoryOverhead|pyspark\\.memory|offHeap), amount: (\\d{1,12}),");
  private static final Map<String, String> KEYS =
      Map.of(
          "cores", "spark.executor.cores",
          "memory", "spark.executor.memory",
          "memoryOverhead", "spark.executor.memoryOverhead",
          "pyspark.memory", "spark.executor.pyspark.memory",
          "offHeap", "spark.memory.offHeap.size");

  /** A launch context is a screen or two of text: the environment, then the command. */
  private static final int CONTEXT_BYTES = 16_000;

  private SizeLines() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.of(
            "default-resource-profile",
            "Default ResourceProfile created, executor resources: ",
            "Default ResourceProfile created, executor resources: (.{1,4000}?), task resources: ",
            SizeLines::profile),
        LinePattern.within(
            "launch-context",
            "YARN executor launch context:",
            "YARN executor launch context:",
            SizeLines::launchContext),
        // yarn.Client, all versions
        LinePattern.of(
            "containers-capped",
            "maximum memory capability of the cluster (",
            "Verifying our application has not requested more than the maximum memory capability"
                + " of the cluster \\((\\d{1,9}) MB per container\\)",
            SizeLines::capped),
        LinePattern.of(
            "memory-store",
            "MemoryStore started with capacity ",
            "MemoryStore started with capacity " + Quantity.SIZE,
            (entry, match) -> managed(entry, entry.owner(), match)),
        LinePattern.of(
            "block-manager",
            " RAM, BlockManagerId(",
            "Registering block manager \\S{1,300} with "
                + Quantity.SIZE
                + " RAM, BlockManagerId\\(([^,\\s]{1,100}),",
            (entry, match) -> managed(entry, Owner.executor(match.group(3)), match)));
  }

  private static void profile(LogEntry entry, Matcher match) {
    Map<String, String> properties = new LinkedHashMap<>();
    Matcher resource = RESOURCE.matcher(match.group(1));
    while (resource.find()) {
      String name = resource.group(1);
      long amount = Long.parseLong(resource.group(2));
      if (amount > 0) {
        properties.put(KEYS.get(name), name.equals("cores") ? "" + amount : amount + "m");
      }
    }
    if (properties.containsKey("spark.memory.offHeap.size")) {
      properties.put("spark.memory.offHeap.enabled", "true");
    }
    entry.emit(new ExecutorsSized(entry.evidence(), properties));
  }

  /** The command stands for all executors, with a placeholder for the id of each. */
  private static void launchContext(LogEntry entry, Matcher match) {
    String ahead = entry.ahead(CONTEXT_BYTES);
    int command = ahead.indexOf("  command:");
    int end = ahead.indexOf("\n\n", Math.max(0, command));
    if (command < 0) {
      return;
    }
    long heap = CommandLine.heapMax(ahead.substring(command, end < 0 ? ahead.length() : end));
    if (heap >> 20 > 0) {
      entry.emit(
          new ExecutorsSized(
              entry.evidence(), Map.of("spark.executor.memory", (heap >> 20) + "m")));
    }
  }

  private static void capped(LogEntry entry, Matcher match) {
    long bytes = Long.parseLong(match.group(1)) << 20;
    if (bytes > 0) {
      entry.emit(new ContainersCapped(entry.evidence(), bytes));
    }
  }

  private static void managed(LogEntry entry, Owner owner, Matcher match) {
    long bytes = Quantity.bytes(match.group(1), match.group(2));
    if (bytes > 0) {
      long unit = Quantity.bytes("1", match.group(2));
      entry.emit(new MemoryManaged(entry.evidence(), owner, bytes, unit));
    }
  }
}
