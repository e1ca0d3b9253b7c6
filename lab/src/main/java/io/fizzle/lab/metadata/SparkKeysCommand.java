package io.fizzle.lab.metadata;

import io.fizzle.lab.Progress;
import io.fizzle.lab.spark.SparkDistribution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab spark-keys}: writes the table of Spark's keys anew. */
@Command(
    name = "spark-keys",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the configuration keys of these releases of Spark out of their jars, which Maven"
          + " brings, and writes them as one table. Start it with build/spark-keys, which gives the"
          + " JVM the options that old releases need."
    })
public final class SparkKeysCommand implements Callable<Integer> {
  /** The table, below the checkout's root. */
  public static final Path TABLE =
      Path.of("core/src/main/resources/io/fizzle/remedy/spark-keys.tsv");

  @Parameters(arity = "1..*", paramLabel = "RELEASE", description = "for example 3.5.9 4.2.0")
  private List<String> releases = new ArrayList<>();

  @Option(names = "--cache", paramLabel = "FOLDER", description = "folder for the jars")
  private @Nullable Path cache;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "where the table goes (default: where Fizzle reads it)")
  private Path output = TABLE;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = new Progress();
    List<ReleaseKeys> read = new ArrayList<>();
    for (String release : releases) {
      Map<String, Path> jars =
          SparkArtifacts.of(
              release, cache == null ? SparkDistribution.defaultCache() : cache, progress);
      ReleaseKeys keys = ReleaseKeys.read(release, jars);
      progress.step("Spark " + release + ": " + keys.keys().size() + " keys");
      keys.problems().forEach(problem -> progress.step("not read: " + problem));
      read.add(keys);
    }
    Files.writeString(output, table(read));
    return 0;
  }

  /** The whole file: what its columns are, and the rows. */
  static String table(List<ReleaseKeys> releases) throws IOException {
    try (InputStream heading =
        SparkKeysCommand.class.getResourceAsStream("spark-keys-heading.txt")) {
      if (heading == null) {
        throw new IOException("spark-keys-heading.txt is not on the class path");
      }
      String versions = String.join(" ", releases.stream().map(ReleaseKeys::version).toList());
      String text = new String(heading.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("@releases@", versions)
          + String.join("\n", new KeyTable(releases).rows())
          + "\n";
    }
  }
}
