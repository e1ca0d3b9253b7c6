package io.fizzle.configuration;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkVersion;
import java.util.function.Consumer;

/** A Java that is older than the byte code of this Spark, which then ends at its first class. */
final class JavaReleases implements ConfigurationRule {
  private static final int OLDEST = 8;

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    int java = conf.javaMajor();
    int least = least(conf.version());
    if (configuration.versionTold() && java > 0 && java < least) {
      Source source = new Source("Java " + java, SourceKind.SPARK_CONF, Owner.UNKNOWN);
      problems.accept(
          new Problem(
              Severity.ERROR,
              "java",
              new Evidence(source, 0, null, source.name()),
              "Spark " + conf.version().line() + " needs Java " + least + " or newer",
              "driver and executors end with UnsupportedClassVersionError (pom.xml, java.version)",
              "run it on Java " + least));
    }
  }

  /**
   * The Java that the release was compiled for: {@code java.version} of its {@code pom.xml}, 1.7 in
   * 2.1 and before, 1.8 to 3.5, 17 since 4.0.
   */
  static int least(SparkVersion version) {
    if (version.atLeast(4, 0)) {
      return 17;
    }
    return version.atLeast(2, 2) ? OLDEST : OLDEST - 1;
  }
}
