package io.fizzle.lab.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fizzle.lab.Progress;
import io.fizzle.lab.spark.SparkDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table that ships is what the extraction gives. */
class SparkKeysTest {
  private static final String NEWEST = "4.2.0";
  private static final int KEY = 0;
  private static final int UNIT = 2;

  @Test
  void theTableHoldsEveryKeyOfTheNewestReleaseWithItsUnit()
      throws IOException, InterruptedException {
    Path cache = SparkDistribution.defaultCache();
    assumeTrue(
        Files.isDirectory(cache.resolve("spark-keys-" + NEWEST)),
        "skipped: the jars are not at hand; build/spark-keys " + NEWEST + " brings them");
    ReleaseKeys release =
        ReleaseKeys.read(NEWEST, SparkArtifacts.of(NEWEST, cache, new Progress()));
    assertThat(release.problems()).isEmpty();
    Path table = Path.of(System.getProperty("fizzle.root")).resolve(SparkKeysCommand.TABLE);
    Map<String, List<String>> rows =
        Files.readAllLines(table).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> List.of(line.split("\t", -1)))
            .collect(Collectors.toMap(row -> row.get(KEY), row -> row));
    assertThat(release.keys().values())
        .filteredOn(key -> !key.isLiteral())
        .allSatisfy(
            key -> {
              assertThat(rows).containsKey(key.name());
              assertThat(rows.get(key.name()).get(UNIT))
                  .as(key.name())
                  .isEqualTo(key.shape().unit());
            });
  }

  @Test
  void findsRangesByBisection() {
    assertThat(new RangeProbe(text -> between(text, 1, 65535), Integer.MAX_VALUE).whole())
        .isEqualTo("1..65535");
    assertThat(new RangeProbe(text -> between(text, 0, Long.MAX_VALUE), 1L << 40).whole())
        .isEqualTo(">=0");
    assertThat(new RangeProbe(SparkKeysTest::share, 1 << 20).decimal()).isEqualTo(">0..1");
  }

  private static Object between(String text, long low, long high)
      throws Converter.RefusedException {
    long number = Long.parseLong(text);
    if (number < low || number > high) {
      throw new Converter.RefusedException(new IllegalArgumentException(text));
    }
    return number;
  }

  private static Object share(String text) throws Converter.RefusedException {
    double number = Double.parseDouble(text);
    if (number <= 0 || number > 1) {
      throw new Converter.RefusedException(new IllegalArgumentException(text));
    }
    return number;
  }
}
