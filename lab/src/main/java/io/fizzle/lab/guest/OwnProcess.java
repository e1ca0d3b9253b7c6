package io.fizzle.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /proc/self/status} says of this process. */
final class OwnProcess {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** {@code Cpus_allowed_list: 0-3,8}: the last number is the last processor. */
  private static final Pattern LAST =
      Pattern.compile("(?m)^Cpus_allowed_list:[\\t 0-9,-]{0,2000}?(\\d{1,6})$");

  private static final Pattern ROOT = Pattern.compile("(?m)^Uid:\\s\\d{1,10}\\s0\\s");

  private OwnProcess() {}

  /** The number of the last processor that this process may use. */
  static String last() throws IOException {
    return last(Files.readString(STATUS));
  }

  static String last(String status) throws IOException {
    Matcher allowed = LAST.matcher(status);
    if (!allowed.find()) {
      throw new IOException("no processors are listed in " + STATUS);
    }
    return allowed.group(1);
  }

  /** True where this process has root's effective user id. */
  static boolean root() throws IOException {
    return ROOT.matcher(Files.readString(STATUS)).find();
  }
}
