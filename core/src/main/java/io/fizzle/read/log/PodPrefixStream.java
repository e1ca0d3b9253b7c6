package io.fizzle.read.log;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The output of {@code kubectl logs --prefix}, whose lines all begin with {@code
 * [pod/NAME/CONTAINER] }: the prefix is kept where another pod or container begins and taken off
 * where it repeats, so that the seams are rare marks for the reader. Lines stay as many as they
 * were. Any other content passes unchanged.
 */
final class PodPrefixStream extends PrefixedStream {
  static final String MARK = "[pod/";

  private static final byte[] START = MARK.getBytes(StandardCharsets.US_ASCII);

  /** Pod and container names have at most 253 and 63 characters. */
  private static final int LONGEST_PREFIX = START.length + 253 + 1 + 63 + 2;

  private byte[] current = new byte[0];

  PodPrefixStream(InputStream in) {
    super(in, LONGEST_PREFIX);
  }

  @Override
  boolean isPrefixed(byte[] bytes, int from, int to) {
    return to - from >= START.length
        && Arrays.equals(bytes, from, from + START.length, START, 0, START.length);
  }

  @Override
  Head head(byte[] bytes, int from, int to, long before) {
    if (!isPrefixed(bytes, from, to)) {
      return Head.NONE;
    }
    int end = from;
    while (end < to && bytes[end] != ']' && bytes[end] != '\n') {
      end++;
    }
    if (end + 1 >= to || bytes[end] != ']' || bytes[end + 1] != ' ') {
      return Head.NONE;
    }
    byte[] prefix = Arrays.copyOfRange(bytes, from, end + 2);
    boolean repeated = Arrays.equals(prefix, current);
    current = prefix;
    return repeated ? new Head(prefix.length, false, false) : Head.NONE;
  }
}
