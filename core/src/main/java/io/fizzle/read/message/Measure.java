package io.fizzle.read.message;

import java.util.regex.MatchResult;

/** Reads the pair of numbers that a message tells out of the groups of its pattern. */
@FunctionalInterface
interface Measure {

  /** The message tells no numbers. */
  Measure NONE = match -> Numbers.UNTOLD;

  Numbers read(MatchResult match);

  /**
   * What was wanted and what was allowed.
   *
   * @param actual the number that broke the limit, 0 where not told
   * @param limit the limit, 0 where not told
   */
  record Numbers(long actual, long limit) {
    static final Numbers UNTOLD = new Numbers(0, 0);
  }

  /** Sizes of any unit; a group number of 0 stands for a number that is not told. */
  static Measure sizes(int actual, int limit) {
    return match -> new Numbers(size(match, actual), size(match, limit));
  }

  /** A request on top of what is in use, against a limit, all sizes. */
  static Measure request(int requested, int used, int limit) {
    return match ->
        new Numbers(saturatedSum(size(match, requested), size(match, used)), size(match, limit));
  }

  /** A plain number of at most nine digits. */
  static Measure number(int actual) {
    return match -> new Numbers(Integer.parseInt(match.group(actual)), 0);
  }

  /** A limit in seconds. */
  static Measure limitSeconds(int limit) {
    return match -> new Numbers(0, MemorySize.parse(match.group(limit)));
  }

  /** An elapsed time in milliseconds, told in seconds. */
  static Measure elapsedMillis(int elapsed) {
    return match -> new Numbers(MemorySize.parse(match.group(elapsed)) / 1000, 0);
  }

  private static long size(MatchResult match, int group) {
    String text = group == 0 ? null : match.group(group);
    return text == null ? 0 : MemorySize.parse(text);
  }

  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
