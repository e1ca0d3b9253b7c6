package io.fizzle.configuration;

import io.fizzle.remedy.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Options that {@code spark-submit} refuses: {@code SparkSubmitArguments.handleUnknown} and {@code
 * SparkSubmitUtils.parseSparkConfProperty}, Spark 4.2.0.
 */
final class SubmitOptions implements ConfigurationRule {
  /** What people write by hand most, from {@code launcher/SparkSubmitOptionParser.java}. */
  private static final List<String> KNOWN =
      List.of(
          "--archives",
          "--class",
          "--conf",
          "--deploy-mode",
          "--driver-class-path",
          "--driver-cores",
          "--driver-java-options",
          "--driver-library-path",
          "--driver-memory",
          "--exclude-packages",
          "--executor-cores",
          "--executor-memory",
          "--files",
          "--jars",
          "--keytab",
          "--master",
          "--name",
          "--num-executors",
          "--packages",
          "--principal",
          "--properties-file",
          "--proxy-user",
          "--py-files",
          "--queue",
          "--repositories",
          "--supervise",
          "--total-executor-cores");

  private static final int NEAR = 3;

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    for (Setting option : configuration.all()) {
      if (option.isOption()) {
        problems.accept(
            option.key().equals("--conf") || option.key().equals("-c")
                ? withoutValue(option)
                : unknown(option));
      }
    }
  }

  private static Problem withoutValue(Setting option) {
    return new Problem(
        Severity.ERROR,
        option.key(),
        option.evidence(),
        "wants key=value and got " + (option.value().isEmpty() ? "nothing" : option.value()),
        "spark-submit stops: \"Spark config without '='\" (deploy/SparkSubmitArguments.scala)",
        option.value().isEmpty() ? "" : option.key() + " " + option.value() + "=…");
  }

  private static Problem unknown(Setting option) {
    String dashed = "--" + option.key().replaceFirst("^-{1,9}", "");
    String near =
        KNOWN.stream()
            .filter(known -> EditDistance.between(known, dashed, NEAR) <= NEAR)
            .min(Comparator.comparingInt(known -> EditDistance.between(known, dashed, NEAR)))
            .orElse("");
    return new Problem(
        Severity.ERROR,
        option.key(),
        option.evidence(),
        "is no option of spark-submit",
        "spark-submit stops: \"Unrecognized option\" (deploy/SparkSubmitArguments.scala,"
            + " handleUnknown)",
        near.isEmpty() ? "take it out" : "did you mean " + near + "?");
  }
}
