package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fizzle.signal.JvmSignal.GcLogEnded;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.JvmSignal.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader counts in a log is what the JVM that wrote it counts itself. */
class LivingJvmTest {
  private static final Set<String> FULL =
      Set.of("MarkSweepCompact", "PS MarkSweep", "G1 Old Generation");
  private static final Set<String> YOUNG = Set.of("Copy", "PS Scavenge", "G1 Young Generation");

  /** A concurrent collector may go on when the program has counted: a cycle, of each generation. */
  private static final long MOST_IN_FLIGHT = 8;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Serial, -XX:+UseSerialGC, gc*",
    "Parallel, -XX:+UseParallelGC, gc*",
    "G1, -XX:+UseG1GC, gc*",
    "G1, -XX:+UseG1GC, gc",
    "G1, -XX:+UseG1GC, 'gc*,safepoint'",
    "Z, -XX:+UseZGC, gc*",
    "Z, -XX:+UseZGC -XX:-ZGenerational, gc*",
    "Shenandoah, -XX:+UseShenandoahGC, 'gc*,safepoint'",
    "Shenandoah, -XX:+UseShenandoahGC -XX:ShenandoahGCMode=generational, gc*"
  })
  void countsAsItsJvmCounts(String collector, String flags, String tags)
      throws IOException, InterruptedException {
    Path log = folder.resolve("gc.log");
    Map<String, Long> beans = run(List.of(flags.split(" ")), tags, log);
    String text = Files.readString(log, StandardCharsets.UTF_8);
    GcTexts read = GcTexts.read(text);
    List<GcPause> pauses = collections(read);

    PlainCount plain = PlainCount.of(text);
    assertThat(pauses).hasSize((int) plain.pauses());
    assertThat(pauses.stream().mapToLong(GcPause::pauseMicros).sum())
        .isEqualTo(plain.millis().movePointRight(3).longValueExact());
    assertThat(count(pauses, PauseKind.FULL)).isEqualTo(plain.full());

    beans.forEach((name, count) -> compare(pauses, name, count));
    if (beans.keySet().stream().anyMatch(name -> name.endsWith(" Pauses"))) {
      long told =
          beans.entrySet().stream()
              .filter(bean -> bean.getKey().endsWith(" Pauses"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat((long) pauses.size())
          .as("pauses of %s", beans)
          .isBetween(told, told + MOST_IN_FLIGHT);
    }
    assertThat(read.only(Started.class).collector()).isEqualTo(collector);
    assertThat(read.report().skipped()).isZero();
    if (!tags.equals("gc")) {
      assertThat(read.only(GcLogEnded.class).orderly()).isTrue();
    }
  }

  private static void compare(List<GcPause> pauses, String bean, long count) {
    if (FULL.contains(bean)) {
      assertThat(count(pauses, PauseKind.FULL)).as(bean).isEqualTo(count).isPositive();
    } else if (YOUNG.contains(bean)) {
      assertThat(count(pauses, PauseKind.YOUNG)).as(bean).isEqualTo(count).isPositive();
    }
  }

  private static List<GcPause> collections(GcTexts read) {
    return read.pauses().stream()
        .filter(pause -> pause.kind() != PauseKind.OTHER)
        .filter(pause -> pause.kind() != PauseKind.ALLOCATION_STALL)
        .toList();
  }

  private static long count(List<GcPause> pauses, PauseKind kind) {
    return pauses.stream().filter(pause -> pause.kind() == kind).count();
  }

  /** Runs the program; answers the JVM's own counts. A JVM without this collector ends the test. */
  private Map<String, Long> run(List<String> flags, String tags, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-Xms64m"));
    command.addAll(flags);
    command.add("-Xlog:" + tags + ":file=" + log + ":time,uptime,level,tags");
    command.addAll(List.of("-cp", classes(), Garbage.class.getName()));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(output);
    assumeTrue(process.exitValue() == 0 || !isRefusal(said), "this JVM does not know " + flags);
    assertThat(process.exitValue()).as(said).isZero();
    assumeTrue(!said.contains("Ignoring option"), "this JVM ignores " + flags);
    Map<String, Long> beans = new LinkedHashMap<>();
    said.lines()
        .filter(line -> line.contains("=") && !line.startsWith("allocated"))
        .map(line -> line.split("="))
        .forEach(pair -> beans.put(pair[0], Long.valueOf(pair[1])));
    assertThat(beans).isNotEmpty();
    return beans;
  }

  private static boolean isRefusal(String said) {
    return said.contains("Unrecognized VM option")
        || said.contains("not supported")
        || said.contains("Unknown -XX:ShenandoahGCMode");
  }

  private static String classes() {
    return Path.of(Garbage.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }
}
