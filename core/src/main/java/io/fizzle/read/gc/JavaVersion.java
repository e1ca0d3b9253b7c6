package io.fizzle.read.gc;

/** {@code 17.0.15+6-Debian}, {@code 25.0.3+9-LTS} or, up to 8, {@code 1.8.0_392-b08}. */
final class JavaVersion {
  private static final byte[] LEGACY = Line.ascii("1.");

  private JavaVersion() {}

  /** The feature release; 0 where no number stands here. */
  static int major(Line line, int position) {
    int from = line.has(LEGACY, position) ? position + LEGACY.length : position;
    long major = Numbers.whole(line.bytes, from, Numbers.digitsEnd(line, from));
    return major > 0 && major < 1000 ? (int) major : 0;
  }
}
