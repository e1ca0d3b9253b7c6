package io.fizzle.bench;

import io.fizzle.lab.Progress;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What the plugin costs a job: {@code OverheadBench PLUGIN-JAR ROUNDS}, from the checkout's root.
 * Adds rounds to those that were measured before and writes {@value #PAGE} of all of them; {@code
 * bench/target/overhead} may be deleted to begin anew.
 */
final class OverheadBench {
  private static final String PAGE = "docs/overhead.md";
  private static final SparkVersion RELEASE = HistoryBench.RELEASE;

  private final Path results;
  private final OverheadLane first;
  private final OverheadLane second;
  private final ExecutorService both = Executors.newFixedThreadPool(2);

  private OverheadBench(Path results, OverheadLane first, OverheadLane second) {
    this.results = results;
    this.first = first;
    this.second = second;
  }

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path plugin = Path.of(arguments[0]).toAbsolutePath();
    SparkDistribution spark =
        SparkDistribution.fetch(RELEASE, SparkDistribution.defaultCache(), new Progress());
    Path folder = Files.createDirectories(Path.of("bench", "target", "overhead").toAbsolutePath());
    String classPath = compiled(folder, spark, plugin) + File.pathSeparator + plugin;
    try (OverheadLane first = OverheadLane.start(0, spark, folder, classPath);
        OverheadLane second = OverheadLane.start(1, spark, folder, classPath)) {
      OverheadBench bench = new OverheadBench(folder.resolve("pairs.tsv"), first, second);
      try {
        bench.rounds(Integer.parseInt(arguments[1]));
      } finally {
        bench.both.shutdownNow();
      }
      first.end();
      second.end();
    }
  }

  private void rounds(int number) throws Exception {
    for (int i = 0; i < number; i++) {
      int round = before().stream().mapToInt(OverheadPair::round).max().orElse(0) + 1;
      List<String> order = new ArrayList<>(OverheadPair.MODES);
      Collections.rotate(order, round);
      for (String mode : order) {
        // five modes: in the next round each has the other place
        OverheadPair pair = pair(round, mode, (round + order.indexOf(mode)) % 2 == 0);
        Files.writeString(
            results, pair.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.err.println(pair);
      }
      Files.writeString(Path.of(PAGE), new OverheadPage(before()).markdown());
    }
  }

  private OverheadPair pair(int round, String mode, boolean swapped) throws Exception {
    Future<OverheadRun> plain =
        both.submit(() -> (swapped ? second : first).run(OverheadPair.CONTROL));
    Future<OverheadRun> compared = both.submit(() -> (swapped ? first : second).run(mode));
    return new OverheadPair(round, mode, plain.get(), compared.get());
  }

  private List<OverheadPair> before() throws IOException {
    return Files.exists(results)
        ? Files.readAllLines(results).stream().map(OverheadPair::parse).toList()
        : List.of();
  }

  private static Path compiled(Path folder, SparkDistribution spark, Path plugin)
      throws IOException {
    Path classes = Files.createDirectories(folder.resolve("job"));
    Path source = classes.resolve(OverheadLane.JOB + ".java");
    try (InputStream text = OverheadBench.class.getResourceAsStream(OverheadLane.JOB + ".java")) {
      Files.write(source, Objects.requireNonNull(text).readAllBytes());
    }
    String jars =
        Stream.concat(Stream.of(plugin), spark.jars().stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String[] options = {
      "-proc:none", "-nowarn", "-cp", jars, "-d", classes.toString(), source.toString()
    };
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
      throw new IOException("the job does not compile: " + Arrays.toString(options));
    }
    return classes;
  }
}
