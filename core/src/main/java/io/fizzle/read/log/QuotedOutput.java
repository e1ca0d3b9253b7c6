package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of an executor's output, which YARN adds to the diagnostics of its container (Hadoop
 * {@code ContainerLaunch.handleContainerExitWithFailure}, 2.8 and later: {@code Last 4096 bytes of
 * stderr :}) and which the driver then prints with each notice of the loss. Its lines have headers
 * of their own and tell of the executor, not of the driver.
 */
final class QuotedOutput {
  static final String TITLE = "Last \\d{1,9} bytes of [\\w.-]{1,100} ?:";

  private static final Pattern TITLE_LINE = Pattern.compile(TITLE);

  /**
   * What stands behind it: the full stop of Spark's sentence, the rest of YARN's, the next file.
   */
  private static final Pattern END =
      Pattern.compile(
          "^(?:\\.\\s{0,4}$|\\. Failing the application|For more detailed output, |Driver"
              + " stacktrace:|Last \\d{1,9} bytes of )",
          Pattern.MULTILINE);

  private static final Pattern EXECUTOR =
      Pattern.compile("(?:remove|Lost|\\(|The) executor (\\d{1,9})\\b");

  private static final Pattern CONTAINER = Pattern.compile("container_[\\w]{1,100}");

  /** From the notice of a loss to its first title YARN prints five lines, of which one is blank. */
  private static final int NOTICE_LINES = 12;

  private static final int SPARE_BYTES = 1024;
  private static final String MASTERS_CONTAINER = "_000001";

  private QuotedOutput() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.within(
                "quoted-output", " bytes of stderr :", TITLE, (entry, match) -> begin(entry, match))
            .announcedBy(" bytes of stderr :", " bytes of prelaunch.err :", " bytes of stdout :"));
  }

  /** True where another process's output begins with this line. */
  static boolean beginsWith(String line) {
    return line.contains(" bytes of ") && TITLE_LINE.matcher(line).find();
  }

  /** Only an executor's: the application master's own are the driver's, or its launcher's. */
  private static void begin(LogEntry entry, Matcher match) {
    String notice = String.join("\n", entry.preceding(NOTICE_LINES)) + "\n" + entry.message();
    String container = last(CONTAINER, notice, 0);
    String executor = container.isEmpty() ? "" : entry.session().launches().executorIn(container);
    if (executor.isEmpty()) {
      executor = last(EXECUTOR, notice, 1);
    }
    if (container.endsWith(MASTERS_CONTAINER) || container.isEmpty() && executor.isEmpty()) {
      return;
    }
    Owner owner =
        executor.isEmpty() ? new Owner(Role.EXECUTOR, container) : Owner.executor(executor);
    if (!container.isEmpty() && !executor.isEmpty()) {
      entry.session().launches().launched(container, executor);
    }
    String file = match.group().replaceFirst("^Last \\d+ bytes of ", "").replaceFirst(" ?:$", "");
    entry
        .session()
        .beginQuotation(
            (container.isEmpty() ? "executor-" + executor : container) + "/" + file,
            owner,
            entry.claimed(),
            entry.claimed() + 1 + length(entry, Integer.parseInt(match.group().split(" ")[1])));
  }

  /**
   * In bytes: up to its end or the next line of the driver itself; where neither is in sight, all
   * that was announced.
   */
  private static int length(LogEntry entry, int announced) {
    int most = Math.min(announced, LogWindow.LOOKAHEAD - SPARE_BYTES);
    String ahead = entry.ahead(most + SPARE_BYTES);
    Matcher end = END.matcher(ahead);
    String quoted = end.find() ? ahead.substring(0, end.start()) : ahead;
    int length = 0;
    for (String line : quoted.split("(?<=\n)", -1)) {
      if (Loggers.areDrivers(entry.session().parser().parse(line.strip()).logger())) {
        return length;
      }
      length += line.getBytes(StandardCharsets.UTF_8).length;
    }
    return Math.min(length, most);
  }

  private static String last(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    String found = "";
    while (matcher.find()) {
      found = matcher.group(group);
    }
    return found;
  }
}
