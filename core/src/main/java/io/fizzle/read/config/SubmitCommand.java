package io.fizzle.read.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The properties that a {@code spark-submit}, {@code spark-shell}, {@code pyspark}, ... command
 * sets.
 */
final class SubmitCommand {

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

  /** Options without a value: {@code SparkSubmitOptionParser}, Spark 4.1. */
  private static final Set<String> SWITCHES =
      Set.of("--verbose", "-v", "--supervise", "--version", "--usage-error", "--help", "-h");

  private static final int WORDS = 2_000;

  private SubmitCommand() {}

  /**
   * Reads a command up to its application file, after which the words are the application's own.
   */
  static Map<String, String> properties(String command) {
    List<String> words = words(command);
    Map<String, String> properties = new LinkedHashMap<>();
    int at = 1 + program(words);
    while (at < words.size() && words.get(at).startsWith("-")) {
      String option = words.get(at++);
      if (SWITCHES.contains(option)) {
        continue;
      }
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value =
          equals >= 0 ? option.substring(equals + 1) : at < words.size() ? words.get(at++) : "";
      put(properties, name, value);
    }
    return properties;
  }

  private static int program(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (SparkConfReader.PROGRAM.matcher(words.get(i)).matches()) {
        return i;
      }
    }
    return words.size();
  }

  private static void put(Map<String, String> properties, String option, String value) {
    String property = PROPERTIES.get(option);
    if (property != null) {
      properties.put(property, value);
    } else if (option.equals("--conf") || option.equals("-c")) {
      int equals = value.indexOf('=');
      if (equals > 0) {
        properties.put(value.substring(0, equals).strip(), value.substring(equals + 1).strip());
      }
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
