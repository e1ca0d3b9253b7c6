package io.fizzle.configuration;

import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.JvmFlags;
import io.fizzle.remedy.JvmOptions;
import io.fizzle.remedy.SparkConf;
import java.util.List;
import java.util.function.Consumer;

/** JVM options that Spark refuses, that the JVM refuses, or that it silently leaves out. */
final class JvmOptionRules implements ConfigurationRule {

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    for (Jvm jvm : Jvm.values()) {
      for (String key : List.of(jvm.javaOptionsKey(), jvm.defaultJavaOptionsKey())) {
        Setting setting = configuration.find(key);
        if (setting != null && setting.isReadable()) {
          new Options(configuration.conf(), jvm, setting, problems).check();
        }
      }
    }
  }

  private record Options(SparkConf conf, Jvm jvm, Setting setting, Consumer<Problem> problems) {

    void check() {
      JvmOptions own = JvmOptions.parse(setting.value());
      int least = conf.javaMajor() > 0 ? conf.javaMajor() : JavaReleases.least(conf.version());
      // Spark puts -XX:+IgnoreUnrecognizedVMOptions before the user's options since 3.3
      boolean lenient = own.ignoresUnknown() || conf.version().atLeast(3, 3);
      for (String option : own.options()) {
        heap(option);
        flag(own, option, least, lenient);
      }
      collectors(own);
    }

    private void heap(String option) {
      if (option.startsWith("-Xmx")) {
        report(
            Severity.ERROR,
            option + " is not allowed: Spark sets the heap itself",
            jvm == Jvm.EXECUTOR
                ? "spark-submit refuses it (SparkConf.scala, validateSettings)"
                : "spark-submit refuses it (launcher/SparkSubmitCommandBuilder.java)",
            jvm.memoryKey() + "=" + option.substring("-Xmx".length()));
      } else if (jvm == Jvm.EXECUTOR && option.startsWith("-Dspark")) {
        report(
            Severity.ERROR,
            option + " is not allowed: Spark properties do not go here",
            "spark-submit refuses it (SparkConf.scala, validateSettings)",
            "--conf " + option.substring(2));
      }
    }

    private void collectors(JvmOptions own) {
      List<String> chosen =
          own.options().stream()
              .filter(option -> new JvmOptions(List.of(option), false).collector() != null)
              .filter(option -> own.isOn(option.substring("-XX:+".length())))
              .distinct()
              .toList();
      if (chosen.size() > 1) {
        report(
            Severity.ERROR,
            "two collectors at once: " + String.join(" ", chosen),
            "the JVM refuses to start (gcConfig.cpp)",
            "keep one");
      }
    }

    /**
     * @param least the JVM's version, or where none is known the oldest that runs this Spark
     */
    private void flag(JvmOptions own, String option, int least, boolean lenient) {
      boolean known = conf.javaMajor() > 0;
      JvmFlags.Fate fate = known ? JvmFlags.fate(option, least) : JvmFlags.fateSince(option, least);
      boolean unlocked =
          own.isOn("UnlockExperimentalVMOptions") && fate == JvmFlags.Fate.EXPERIMENTAL
              || own.isOn("UnlockDiagnosticVMOptions") && fate == JvmFlags.Fate.DIAGNOSTIC;
      String java = known ? "Java " + least : "every Java that runs Spark " + conf.version().line();
      switch (fate) {
        case EXPERIMENTAL, DIAGNOSTIC -> {
          if (!unlocked) {
            String unlock =
                fate == JvmFlags.Fate.EXPERIMENTAL
                    ? "-XX:+UnlockExperimentalVMOptions"
                    : "-XX:+UnlockDiagnosticVMOptions";
            report(
                Severity.ERROR,
                option + " is locked",
                java + " refuses to start, also with -XX:+IgnoreUnrecognizedVMOptions",
                "put " + unlock + " before it");
          }
        }
        case UNKNOWN ->
            report(
                lenient ? Severity.WARNING : Severity.ERROR,
                known
                    ? java + " does not know " + option
                    : "no Java that runs Spark " + conf.version().line() + " knows " + option,
                lenient
                    ? "left out in silence: Spark adds -XX:+IgnoreUnrecognizedVMOptions"
                        + " (launcher/JavaModuleOptions.java)"
                    : java + " refuses to start",
                JvmFlags.advice(option, least));
        case IGNORED ->
            report(
                Severity.NOTE,
                option + " does nothing any more",
                java + " takes it with a warning",
                "take it out");
        case MALFORMED ->
            report(
                Severity.ERROR,
                option + " is not written as the JVM wants it",
                java + " refuses to start",
                "-XX:+Flag or -XX:-Flag for a switch, -XX:Flag=value for a value");
        case KNOWN -> {}
      }
    }

    private void report(Severity severity, String says, String does, String fix) {
      problems.accept(new Problem(severity, setting.key(), setting.evidence(), says, does, fix));
    }
  }
}
