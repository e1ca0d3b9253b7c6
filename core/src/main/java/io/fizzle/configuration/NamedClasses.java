package io.fizzle.configuration;

import io.fizzle.remedy.EditDistance;
import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkVersion;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Classes that Spark loads by their full name or by a short name of its own: anything else ends in
 * a {@code ClassNotFoundException}. Who has classes of his own names them with their package, so
 * that only a name without one, or nearly one of Spark's own, is complained of.
 *
 * <p>Short names: {@code CompressionCodec.shortCompressionCodecNames}, {@code
 * ShuffleManager.getShuffleManagerClassName} ({@code SparkEnv.create} before 4.0); there are none
 * for serializers ({@code Utils.instantiateSerializerFromConf}). Spark 4.2.0.
 */
final class NamedClasses implements ConfigurationRule {
  /** In any case. {@code hash} was one until 1.6 (SPARK-14667). */
  static final List<String> SHUFFLE_MANAGERS = List.of("sort", "tungsten-sort");

  private static final Family SERIALIZER =
      new Family(
          List.of(),
          "org.apache.spark.serializer.",
          List.of("JavaSerializer", "KryoSerializer"),
          "the driver and every executor throw at their start (SparkEnv.scala)");
  private static final Family SHUFFLE_MANAGER =
      new Family(
          SHUFFLE_MANAGERS,
          "org.apache.spark.shuffle.sort.",
          List.of("SortShuffleManager"),
          "the driver and every executor throw at their start (shuffle/ShuffleManager.scala)");
  private static final Family CODEC =
      new Family(
          List.of("lz4", "lzf", "snappy", "zstd"),
          "org.apache.spark.io.",
          List.of(
              "LZ4CompressionCodec",
              "LZFCompressionCodec",
              "SnappyCompressionCodec",
              "ZStdCompressionCodec"),
          "throws where it is first used (io/CompressionCodec.scala, createCodec)");
  private static final String EVENT_LOG = "spark.eventLog.compression.codec";
  private static final String GONE = "org.apache.spark.shuffle.hash.HashShuffleManager";
  private static final int NEAR = 2;

  /**
   * @param shortNames in any case
   * @param room package of Spark's own classes, with the dot at its end
   * @param classes Spark's own, without their package
   * @param then what Spark does with a name that it cannot load
   */
  private record Family(List<String> shortNames, String room, List<String> classes, String then) {

    boolean isWrong(String name) {
      if (shortNames.contains(name.toLowerCase(Locale.ROOT))) {
        return false;
      }
      if (name.indexOf('.') < 0) {
        // a class without a package is possible, and begins with a capital letter
        return !Character.isUpperCase(name.charAt(0)) || classes.contains(name);
      }
      String simple = name.substring(name.lastIndexOf('.') + 1);
      boolean own = name.equals(room + simple) && classes.contains(simple);
      boolean misplaced = classes.contains(simple) && name.startsWith("org.apache.spark.");
      return !own && (misplaced || name.equals(GONE) || classes.stream().anyMatch(isNear(name)));
    }

    private Predicate<String> isNear(String name) {
      return own -> EditDistance.between(room + own, name, NEAR) <= NEAR;
    }

    String fix(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      String meant =
          classes.stream()
              .filter(isNear(name).or(own -> isMeant(own, lower)))
              .map(room::concat)
              .findFirst()
              .orElse("");
      if (!meant.isEmpty()) {
        return "write " + meant;
      }
      return shortNames.isEmpty()
          ? "the full name of a class, for example " + room + classes.get(0)
          : "one of " + String.join(", ", shortNames) + ", or the full name of a class";
    }

    private boolean isMeant(String own, String lower) {
      String whole = own.toLowerCase(Locale.ROOT);
      return lower.endsWith(whole) || shortNames.isEmpty() && whole.equals(lower + "serializer");
    }
  }

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    check("spark.serializer", SERIALIZER, configuration, problems);
    if (conf.version().atLeast(2, 0)) {
      check("spark.shuffle.manager", SHUFFLE_MANAGER, configuration, problems);
    }
    check("spark.io.compression.codec", CODEC, configuration, problems);
    check("spark.shuffle.mapStatus.compression.codec", CODEC, configuration, problems);
    check("spark.sql.streaming.stateStore.compression.codec", CODEC, configuration, problems);
    if (conf.flag("spark.eventLog.enabled") && conf.flag("spark.eventLog.compress")) {
      check(EVENT_LOG, CODEC, configuration, problems);
    }
  }

  private static void check(
      String key, Family family, Configuration configuration, Consumer<Problem> problems) {
    Setting setting = configuration.find(key);
    if (setting == null
        || !setting.isReadable()
        || !SparkConf.exists(key, version(configuration))) {
      return;
    }
    String name = setting.value().trim();
    if (!name.isEmpty() && !name.contains("${") && family.isWrong(name)) {
      problems.accept(
          new Problem(
              Severity.ERROR,
              key,
              setting.evidence(),
              "\"" + name + "\" is no class that Spark can load",
              family.then(),
              family.fix(name)));
    }
  }

  private static SparkVersion version(Configuration configuration) {
    return configuration.conf().version();
  }
}
