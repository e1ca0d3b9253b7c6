package io.fizzle.read.log;

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
final class CriStream extends PrefixedStream {
  private static final int LONGEST_PREFIX = 64;
  private static final Pattern PREFIX =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)"
              + " (stdout|stderr) ([FP]) ");

  /** The stream whose line goes on; empty where the last line was whole. */
  private String open = "";

  CriStream(InputStream in) {
    super(in, LONGEST_PREFIX);
  }

  @Override
  boolean isPrefixed(byte[] bytes, int from, int to) {
    return prefix(bytes, from, to).lookingAt();
  }

  @Override
  Head head(byte[] bytes, int from, int to, long before) {
    Matcher prefix = prefix(bytes, from, to);
    boolean found = prefix.lookingAt();
    boolean joined = found && prefix.group(1).equals(open) && before < LogWindow.LONGEST_LINE;
    open = found && prefix.group(2).equals("P") ? prefix.group(1) : "";
    return new Head(joined ? prefix.end() : 0, joined, !open.isEmpty());
  }

  private static Matcher prefix(byte[] bytes, int from, int to) {
    return PREFIX.matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
  }
}
