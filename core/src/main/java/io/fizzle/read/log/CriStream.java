package io.fizzle.read.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's log as the kubelet keeps it ({@code /var/log/pods}): each line begins with {@code
 * TIME stdout F } or, where the runtime cut it (containerd and CRI-O after 16 KiB), {@code TIME
 * stdout P }, and goes on in the next line. Parts are put together here, without the prefixes
 * within; as many line feeds follow the whole line as were taken out, so that lines keep their
 * numbers. Any other content passes unchanged.
 *
 * <p>Parts of one stream between which the other stream wrote stay apart, and so does what is
 * longer than a line may be.
 */
final class CriStream extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_PREFIX = 64;
  private static final Pattern PREFIX =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)"
              + " (stdout|stderr) ([FP]) ");

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private boolean ended;
  private boolean sniffed;
  private boolean prefixed;
  private boolean lineStart = true;

  /** The stream whose line goes on; empty where the last line was whole. */
  private String open = "";

  private int joined;

  /** Line feeds taken out of the line at hand. */
  private int held;

  /** Line feeds to give out before anything else. */
  private int owed;

  CriStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!sniffed) {
      sniffed = true;
      ensure(LONGEST_PREFIX);
      prefixed = prefix().lookingAt();
    }
    if (!prefixed) {
      return pass(target, offset, length);
    }
    int given = 0;
    while (given == 0) {
      if (owed > 0) {
        return feed(target, offset, length);
      }
      if (lineStart) {
        begin();
        continue;
      }
      ensure(1);
      if (at == filled && held == 0) {
        return -1;
      }
      if (at == filled) {
        owed = held;
        held = 0;
        continue;
      }
      given = line(target, offset, length);
    }
    return given;
  }

  private int pass(byte[] target, int offset, int length) throws IOException {
    if (at == filled) {
      return in.read(target, offset, length);
    }
    int count = Math.min(length, filled - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  private int feed(byte[] target, int offset, int length) {
    int count = Math.min(length, owed);
    for (int i = 0; i < count; i++) {
      target[offset + i] = '\n';
    }
    owed -= count;
    return count;
  }

  /** Looks at the beginning of a line: it goes on with the last one, or ends it. */
  private void begin() throws IOException {
    lineStart = false;
    ensure(LONGEST_PREFIX);
    Matcher prefix = prefix();
    boolean found = prefix.lookingAt();
    boolean same = found && prefix.group(1).equals(open) && joined < LogWindow.LONGEST_LINE;
    if (same) {
      at += prefix.end();
    } else {
      owed = held;
      held = 0;
      joined = 0;
    }
    open = found && prefix.group(2).equals("P") ? prefix.group(1) : "";
  }

  private Matcher prefix() {
    int length = Math.min(LONGEST_PREFIX, filled - at);
    return PREFIX.matcher(new String(buffer, at, length, StandardCharsets.ISO_8859_1));
  }

  /** Bytes of the line at hand; its line feed is held where the line may go on. */
  private int line(byte[] target, int offset, int length) {
    int end = at;
    int limit = Math.min(filled, at + length);
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    int count = end - at;
    System.arraycopy(buffer, at, target, offset, count);
    at = end;
    joined += count;
    if (end < limit) {
      at++;
      lineStart = true;
      held++;
      if (open.isEmpty()) {
        owed = held;
        held = 0;
        joined = 0;
      }
    }
    return count;
  }

  /** Fills the buffer to at least so many bytes, unless the content ends. */
  private void ensure(int wanted) throws IOException {
    if (filled - at >= wanted || ended) {
      return;
    }
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    at = 0;
    while (filled < wanted) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read <= 0) {
        ended = true;
        return;
      }
      filled += read;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
