package io.fizzle.read.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a {@code spark-submit}, {@code spark-shell}, {@code pyspark}, ... command sets.
 *
 * @param properties in the order of the command
 * @param refused options that {@code spark-submit} does not take, each with the word that follows
 *     it: the first of them ends it
 */
record SubmitCommand(Map<String, String> properties, Map<String, String> refused) {

  /** Options that stand for properties: {@code SparkSubmit.prepareSubmitEnvironment}, Spark 4.1. */
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("--master", "spark.master"),
          Map.entry("--deploy-mode", "spark.submit.deployMode"),
          Map.entry("--name", "spark.app.name"),
          Map.entry("--driver-memory", "spark.driver.memory"),
          Map.entry("--driver-cores", "spark.driver.cores"),
          Map.entry("--driver-java-options", "spark.driver.extraJavaOptions"),
          Map.entry("--executor-memory", "spark.executor.memory"),
          Map.entry("--executor-cores", "spark.executor.cores"),
          Map.entry("--num-executors", "spark.executor.instances"),
          Map.entry("--total-executor-cores", "spark.cores.max"),
          Map.entry("--queue", "spark.yarn.queue"));

  /** Options without a value: {@code SparkSubmitOptionParser}, Spark 4.2. */
  private static final Set<String> SWITCHES =
      Set.of(
          "--verbose",
          "-v",
          "--supervise",
          "--version",
          "--usage-error",
          "--load-spark-defaults",
          "--help",
          "-h");

  /**
   * Options that set no property of those above: {@code SparkSubmitOptionParser}, Spark 2.2 (the
   * last four) to 4.2.
   */
  private static final Set<String> OTHERS =
      Set.of(
          "--class",
          "--conf",
          "-c",
          "--driver-class-path",
          "--driver-default-class-path",
          "--driver-library-path",
          "--files",
          "--jars",
          "--kill",
          "--remote",
          "--packages",
          "--exclude-packages",
          "--properties-file",
          "--extra-properties-file",
          "--proxy-user",
          "--py-files",
          "--repositories",
          "--status",
          "--archives",
          "--keytab",
          "--principal",
          "--kubernetes-master",
          "--kubernetes-namespace",
          "--upload-jars",
          "--upload-driver-extra-classpath");

  /**
   * Programs whose own options may stand between Spark's: {@code specialClasses} of {@code
   * SparkSubmitCommandBuilder}, Spark 4.1, and the classes that Spark's own scripts start.
   */
  private static final List<String> MIXED =
      List.of(
          "org.apache.spark.repl.", "org.apache.spark.sql.hive.", "org.apache.spark.sql.connect.");

  private static final Pattern SUBMIT = Pattern.compile("(?:\\S{0,300}/)?spark-submit\\d?");

  /** Nothing that a shell or a template has yet to fill in. */
  private static final Pattern LITERAL = Pattern.compile("[\\w.-]{1,300}");

  private static final int WORDS = 2_000;

  /**
   * Reads a command up to its application file, after which the words are the application's own.
   */
  static SubmitCommand read(String command) {
    List<String> words = words(command);
    SubmitCommand read = new SubmitCommand(new LinkedHashMap<>(), new LinkedHashMap<>());
    int program = program(words);
    boolean strict = program < words.size() && SUBMIT.matcher(words.get(program)).matches();
    int at = 1 + program;
    while (at < words.size() && words.get(at).startsWith("-")) {
      String option = words.get(at++);
      if (SWITCHES.contains(option)) {
        continue;
      }
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value = equals >= 0 ? option.substring(equals + 1) : "";
      if (equals < 0 && at < words.size() && (isKnown(name) || !words.get(at).startsWith("-"))) {
        value = words.get(at++);
      }
      strict &= !name.equals("--class") || MIXED.stream().noneMatch(value::startsWith);
      read.put(name, value, strict);
    }
    return read;
  }

  private static boolean isKnown(String option) {
    return PROPERTIES.containsKey(option) || OTHERS.contains(option);
  }

  private static int program(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (SparkConfReader.PROGRAM.matcher(words.get(i)).matches()) {
        return i;
      }
    }
    return words.size();
  }

  private void put(String option, String value, boolean strict) {
    String property = PROPERTIES.get(option);
    if (property != null) {
      properties.put(property, value);
    } else if (option.equals("--conf") || option.equals("-c")) {
      int equals = value.indexOf('=');
      if (equals > 0) {
        properties.put(value.substring(0, equals).strip(), value.substring(equals + 1).strip());
      } else if (strict && LITERAL.matcher(value).matches()) {
        refused.put(option, value);
      }
    } else if (strict && !isKnown(option) && LITERAL.matcher(option).matches()) {
      refused.put(option, value);
    }
  }

  /** The words as a shell splits them: quotes and backslashes taken off, nothing expanded. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < command.length() && words.size() < WORDS; i++) {
      char c = command.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '\\' && quote == '"' && i + 1 < command.length()) {
          word.append(command.charAt(++i));
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c == '\\' && i + 1 < command.length() ? command.charAt(++i) : c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
