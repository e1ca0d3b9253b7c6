package io.fizzle.read.container;

import io.fizzle.read.BoundedLines;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads memory accounts of cgroup v2 ({@code memory.max}, {@code .peak}, {@code .current}, {@code
 * .events}) and v1 ({@code memory.limit_in_bytes}, {@code .max_usage_in_bytes}, {@code
 * .usage_in_bytes}, {@code .failcnt}, {@code .oom_control}), {@code cpu.stat} of both and {@code
 * memory.pressure}: one such file by itself, or several in one text with headings, as {@code tail
 * -n +1 memory.*}, {@code grep . memory.*} or a person writes them.
 *
 * <p>{@code memory.stat} takes the usage apart and has nothing to set it against: its file is known
 * for what it is, and tells nothing.
 */
public final class CgroupReader implements Reader {
  private static final int LONGEST_LINE = 2_048;

  private static final String FILES =
      "memory\\.(?:max|peak|current|events(?:\\.local)?|limit_in_bytes|max_usage_in_bytes"
          + "|usage_in_bytes|failcnt|oom_control|stat|pressure)|cpu\\.(?:stat|pressure)|io\\.pressure";

  /** {@code ==> path/memory.max <==}, {@code memory.max:}, {@code path/memory.max: 943718400}. */
  private static final Pattern HEADING =
      Pattern.compile(
          "^(?:==> |# ?)?((?:[\\w.:@/-]{0,500}/)?)((?:memory|cpu|io)\\.[a-z_.]{2,30})"
              + "(?: <==)?[ \\t]{0,8}[:=]?[ \\t]{0,8}(.{0,60})$");

  private static final Pattern FILE_NAME = Pattern.compile("(?:^|[/!])(" + FILES + ")[^/!]{0,20}$");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?m)^[^\\n]{0,520}\\b(?:" + FILES + ")\\b");
  private static final Pattern NUMBER = Pattern.compile("\\s{0,8}(?:\\d{1,20}|max)\\s{0,8}");
  private static final Pattern EVENTS =
      Pattern.compile("(?m)^(?:oom_kill \\d{1,20}|oom_kill_disable [01]|nr_throttled \\d{1,20})$");
  private static final Pattern PRESSURE =
      Pattern.compile("some avg10=\\d{1,3}\\.\\d{1,3} avg60=[^\\n]{1,60} total=\\d{1,18}\\s");

  /** How {@code memory.stat} begins, of v2 and of v1. */
  private static final Pattern MEMORY_STAT =
      Pattern.compile("(?:anon \\d{1,19}\\nfile|cache \\d{1,19}\\nrss) \\d{1,19}\\n");

  /** Longer texts speak of cgroups among other things. */
  private static final int LONGEST_TEXT = 64 << 10;

  /**
   * True where a text is an account of a cgroup.
   *
   * @param head the text's beginning
   * @param name decides only for what has no other mark: a lone number, and whose pressure it is
   */
  public static boolean looksLikeCgroup(String head, String name) {
    if (head.length() >= LONGEST_TEXT) {
      return false;
    }
    if (NUMBER.matcher(head).matches() || PRESSURE.matcher(head).lookingAt()) {
      return FILE_NAME.matcher(name).find();
    }
    if (MEMORY_STAT.matcher(head).lookingAt()) {
      return true;
    }
    String first = head.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return ACCOUNT.matcher(first).find() && HEADING.matcher(first).matches()
        || EVENTS.matcher(head).find() && head.lines().limit(20).allMatch(CgroupReader::isCounter);
  }

  private static boolean isCounter(String line) {
    return line.isBlank() || line.matches("[a-z_]{2,40} \\d{1,20}");
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    Sections sections = new Sections(input, sink);
    ReadReport report = BoundedLines.read(bytes, LONGEST_LINE, sections::accept);
    sections.account.tell(sink);
    return report;
  }

  /** Follows the headings; a heading of another folder begins another cgroup's account. */
  private static final class Sections {
    private final ReadInput input;
    private final SignalSink sink;
    private CgroupAccount account;
    private String folder = "";
    private String file;

    Sections(ReadInput input, SignalSink sink) {
      this.input = input;
      this.sink = sink;
      this.account = new CgroupAccount(input, "");
      Matcher own = FILE_NAME.matcher(input.source().name());
      file = own.find() ? own.group(1) : "";
    }

    boolean accept(long number, String line) {
      if (line.isBlank()) {
        return true;
      }
      Matcher heading = HEADING.matcher(line);
      if (!heading.matches()) {
        return account.accept(number, file, line.strip());
      }
      begin(heading.group(1), heading.group(2));
      String value = heading.group(3).strip();
      return value.isEmpty() || account.accept(number, file, value);
    }

    private void begin(String newFolder, String newFile) {
      if (!newFolder.equals(folder)) {
        account.tell(sink);
        account = new CgroupAccount(input, newFolder);
        folder = newFolder;
      }
      file = newFile;
    }
  }
}
