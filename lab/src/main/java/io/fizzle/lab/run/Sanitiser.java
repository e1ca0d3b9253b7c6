package io.fizzle.lab.run;

import io.fizzle.lab.evidence.Codec;
import io.fizzle.lab.spark.ClusterFolder;
import io.fizzle.lab.spark.JavaCommand;
import io.fizzle.lab.spark.SparkDistribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the recording machine out of a recording: its paths, host name, user and kernel build.
 * Nothing else is changed, so line numbers, times and messages stay as Spark and the JVM wrote
 * them.
 */
final class Sanitiser {
  private static final Pattern SECURITY_LINE = Pattern.compile("(?m)^.* SecurityManager: .*$");

  /** What a run's own folder is called in its evidence. */
  private static final String RUN = "/var/spark/run";

  private static final String CLUSTER = "/var/spark/cluster";

  /**
   * The rest of a folder's name at the beginning of a line: where a process logs while its logging
   * shuts down, two lines may be written over each other.
   */
  private static final Pattern CUT =
      Pattern.compile("(?m)^[^\\s\"]{0,200}lab-\\d{1,20}/(?:cluster|run)-\\d{1,20}(?=/|$)");

  private final Map<Pattern, String> replacements = new LinkedHashMap<>();
  private final Pattern user;

  Sanitiser(SparkDistribution spark, ClusterFolder cluster, RunFolder run) {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put(run.root().toString(), RUN);
    paths.put(cluster.root().toString(), CLUSTER);
    paths.put(spark.home().toString(), "/opt/spark");
    paths.put(System.getProperty("java.home"), "/opt/java");
    paths.put(System.getProperty("user.home"), "/home/spark");
    paths.put(System.getProperty("user.dir"), "/home/spark");
    paths.keySet().stream()
        .filter(path -> path.length() > 1)
        .sorted(Comparator.comparing(String::length).reversed())
        .forEach(path -> replacements.put(word(path), paths.get(path)));
    replacements.put(CUT, CLUSTER);
    replacements.put(word(System.getProperty("os.version")), "6.1.0");
    replacements.put(Pattern.compile("(?<=\\d@)" + Pattern.quote(hostName()) + "(?!\\w)"), "node");
    user = word(System.getProperty("user.name"));
  }

  /** Rewrites a recorded file to another place. */
  void copy(Path from, Path to) throws IOException {
    Codec codec = Codec.of(from);
    String text = new String(codec.read(from), StandardCharsets.ISO_8859_1);
    codec.write(to, clean(text).getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * A setting that was read from a cleaned run, as it must be for another run: with that one's own
   * folder.
   */
  static String restore(String setting, RunFolder run) {
    return setting.replace(RUN, run.root().toString());
  }

  String clean(String text) {
    String result = text;
    for (Map.Entry<Pattern, String> replacement : replacements.entrySet()) {
      result = replacement.getKey().matcher(result).replaceAll(replacement.getValue());
    }
    return SECURITY_LINE
        .matcher(result)
        .replaceAll(
            line ->
                Matcher.quoteReplacement(user.matcher(line.group()).replaceAll(JavaCommand.USER)));
  }

  /**
   * The text where it stands for itself: {@code /root} in {@code /root/x}, not in {@code /rooted}.
   */
  private static Pattern word(String text) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(text) + "(?![\\w-])");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
