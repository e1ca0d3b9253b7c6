package io.fizzle.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of one JVM as {@code extraJavaOptions} holds them, without those that Spark adds by
 * itself.
 *
 * <p>Since 3.3 the SparkContext puts {@code JavaModuleOptions} (Spark 4.1.1, {@code
 * launcher/JavaModuleOptions.java}) and since 3.4 {@code -Djava.net.preferIPv6Addresses} in front
 * of the user's options and records the result as the user's own setting; a person who changes the
 * setting must not repeat them. Of an option given twice the JVM takes the last.
 *
 * @param options the user's options in order
 * @param ignoresUnknown true where {@code -XX:+IgnoreUnrecognizedVMOptions} is in force, so that a
 *     removed flag is silently ignored instead of stopping the JVM
 */
public record JvmOptions(List<String> options, boolean ignoresUnknown) {

  private static final String IGNORE_UNKNOWN = "-XX:+IgnoreUnrecognizedVMOptions";
  private static final Set<String> ADDED_BY_SPARK =
      Set.of(
          IGNORE_UNKNOWN,
          "--add-modules=jdk.incubator.vector",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
          "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
          "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
          "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djdk.reflect.useDirectMethodHandle=false",
          "-Dio.netty.tryReflectionSetAccessible=true",
          "-Dio.netty.allocator.type=pooled",
          "-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE",
          "-Djava.net.preferIPv6Addresses=false",
          "-Djava.net.preferIPv6Addresses=true");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})([kmgt])?");
  private static final Pattern COLLECTOR =
      Pattern.compile(
          "-XX:\\+Use(Serial|Parallel|ParallelOld|ConcMarkSweep|G1|Shenandoah|Z|Epsilon)GC");
  private static final Pattern LOG_FILE = Pattern.compile("(?:^|:)file=([^:]{1,500})");

  public JvmOptions {
    options = List.copyOf(options);
  }

  /**
   * Splits an option string the way Spark does ({@code Utils.splitCommandString}: blanks outside of
   * single and double quotes) and drops what Spark adds.
   */
  public static JvmOptions parse(String text) {
    List<String> all = OptionSplitter.split(text);
    return new JvmOptions(
        all.stream().filter(option -> !ADDED_BY_SPARK.contains(option)).toList(),
        all.contains(IGNORE_UNKNOWN));
  }

  /** Options given before these, as {@code defaultJavaOptions} are. */
  public JvmOptions after(JvmOptions earlier) {
    List<String> joined = new ArrayList<>(earlier.options);
    joined.addAll(options);
    return new JvmOptions(joined, ignoresUnknown || earlier.ignoresUnknown);
  }

  /** The string for the configuration; options with blanks are put in double quotes. */
  public String text() {
    return options.stream().map(OptionSplitter::quote).collect(Collectors.joining(" "));
  }

  /**
   * These options with one more, which takes the place of the last with the same prefix and drops
   * the others.
   *
   * @param prefix for example {@code -XX:MaxDirectMemorySize=}
   */
  public JvmOptions with(String prefix, String value) {
    List<String> changed = new ArrayList<>(without(prefix).options);
    changed.add(prefix + value);
    return new JvmOptions(changed, ignoresUnknown);
  }

  /** These options without those that begin with the prefix. */
  public JvmOptions without(String prefix) {
    return new JvmOptions(
        options.stream().filter(option -> !option.startsWith(prefix)).toList(), ignoresUnknown);
  }

  /** What follows the prefix in the last option that begins with it; null where there is none. */
  public @Nullable String value(String prefix) {
    String found = null;
    for (String option : options) {
      if (option.startsWith(prefix)) {
        found = option.substring(prefix.length());
      }
    }
    return found;
  }

  /**
   * True where the boolean flag was switched on last, for example {@code ExitOnOutOfMemoryError}.
   */
  public boolean isOn(String flag) {
    boolean on = false;
    for (String option : options) {
      if (option.equals("-XX:+" + flag) || option.equals("-XX:-" + flag)) {
        on = option.charAt(4) == '+';
      }
    }
    return on;
  }

  /** The JVM ends with exit code 3 at the first OutOfMemoryError. */
  public boolean exitsOnOutOfMemory() {
    return isOn("ExitOnOutOfMemoryError");
  }

  /** The JVM aborts with exit code 134 and an hs_err file at the first OutOfMemoryError. */
  public boolean crashesOnOutOfMemory() {
    return isOn("CrashOnOutOfMemoryError");
  }

  /** The command run at the first OutOfMemoryError; null where none is set by the user. */
  public @Nullable String onOutOfMemory() {
    return value("-XX:OnOutOfMemoryError=");
  }

  /**
   * {@code -XX:MaxDirectMemorySize} in bytes; where it is not set the JVM's limit is its heap size.
   */
  public OptionalLong maxDirectMemory() {
    return size(value("-XX:MaxDirectMemorySize="));
  }

  /** {@code -XX:MaxMetaspaceSize} in bytes; where it is not set there is no limit. */
  public OptionalLong maxMetaspace() {
    return size(value("-XX:MaxMetaspaceSize="));
  }

  /** {@code -Xss} in bytes; where it is not set 1 MiB on 64-bit Linux. */
  public OptionalLong stackSize() {
    return size(value("-Xss"));
  }

  /**
   * {@code Serial}, {@code Parallel}, {@code ConcMarkSweep}, {@code G1}, ...; null where not
   * chosen.
   */
  public @Nullable String collector() {
    String found = null;
    for (String option : options) {
      Matcher matcher = COLLECTOR.matcher(option);
      if (matcher.matches()) {
        found = matcher.group(1);
      }
    }
    return found;
  }

  /**
   * Where the GC log goes: a path as configured, {@code stdout}, or null where no GC log is asked
   * for. {@code -Xlog} is the unified logging of JDK 9 and later; {@code -Xloggc} and the {@code
   * Print} flags are JDK 8's.
   */
  public @Nullable String gcLog() {
    String found = value("-Xloggc:");
    for (String option : options) {
      if (option.startsWith("-Xlog:") && option.contains("gc")) {
        Matcher file = LOG_FILE.matcher(option);
        found = file.find() ? file.group(1) : "stdout";
      }
    }
    boolean printed = isOn("PrintGC") || isOn("PrintGCDetails") || options.contains("-verbose:gc");
    return found == null && printed ? "stdout" : found;
  }

  /** The options that a JVM of this major version does not know, in order. */
  public List<String> unknownTo(int javaMajor) {
    return options.stream().filter(option -> !JvmFlags.isKnown(option, javaMajor)).toList();
  }

  /**
   * A size as the JVM writes it: digits and {@code k}, {@code m}, {@code g} or {@code t} of any
   * case.
   */
  private static OptionalLong size(@Nullable String text) {
    if (text == null) {
      return OptionalLong.empty();
    }
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    return SparkSize.parse(matcher.group(), SparkSize.Unit.BYTE)
        .map(size -> OptionalLong.of(size.bytes()))
        .orElseGet(OptionalLong::empty);
  }
}
