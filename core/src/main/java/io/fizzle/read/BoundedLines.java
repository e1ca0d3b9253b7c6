package io.fizzle.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of which only the beginning is kept, so that a line of any length costs the same
 * memory. Bytes that are no UTF-8 come out as replacement characters; {@code \n}, {@code \r\n} end
 * a line.
 */
public final class BoundedLines {

  /** Looks at one line. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param number counted from 1
     * @param line without its end, cut to the longest length kept
     * @return false where the line is of the source's own kind but could not be understood
     */
    boolean visit(long number, String line);
  }

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] line;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private long bytes;

  /**
   * @param longest bytes kept of a line
   */
  public BoundedLines(InputStream in, int longest) {
    this.in = in;
    this.line = new byte[longest];
  }

  /** Reads all lines to the end of the stream or to its tear. */
  public static ReadReport read(InputStream bytes, int longest, Visitor visitor) {
    BoundedLines lines = new BoundedLines(bytes, longest);
    long number = 0;
    long skipped = 0;
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        skipped += visitor.visit(number, line) ? 0 : 1;
      }
      return new ReadReport(lines.bytes, number, skipped, false, List.of());
    } catch (IOException torn) {
      String remark = "broke after line " + number + ": " + torn.getMessage();
      return new ReadReport(lines.bytes, number, skipped, true, List.of(remark));
    }
  }

  /** The next line, null at the end. */
  public @Nullable String next() throws IOException {
    int length = 0;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      int kept = Math.min(end - at, line.length - length);
      System.arraycopy(buffer, at, line, length, kept);
      length += kept;
      at = end + 1;
      if (end < filled) {
        return text(length);
      }
    }
    return any ? text(length) : null;
  }

  /** Bytes read so far, whole buffers counted. */
  public long bytes() {
    return bytes;
  }

  private boolean fill() throws IOException {
    if (at < filled) {
      return true;
    }
    int read = in.read(buffer, 0, buffer.length);
    at = 0;
    filled = Math.max(0, read);
    bytes += filled;
    return filled > 0;
  }

  private String text(int length) {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }
}
