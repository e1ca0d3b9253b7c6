package io.fizzle.read;

import io.fizzle.read.eventlog.DecodeLimits;
import java.time.Duration;

/**
 * How much of a hostile or mistaken input Fizzle is ready to read. Local uncompressed files need no
 * limit: they are streamed, and their size on disk is their bound.
 *
 * @param nesting how many archives may lie inside each other; 1 is a plain archive
 * @param files how many files and archive members are looked at in all
 * @param expansion how far one compressed source, or one archive as a whole, may expand; a deflate
 *     bomb reaches 1032 to 1 (RFC 1951: 258 bytes for two bits), logs stay far below
 * @param downloadBytes how much is fetched from an address; 0 refuses addresses
 * @param downloadTime how long one download may take in all
 */
public record Limits(
    int nesting, int files, DecodeLimits expansion, long downloadBytes, Duration downloadTime) {

  private static final long GIB = 1L << 30;

  /** Large enough for every log that we have heard of, small enough to end within minutes. */
  public static final Limits DEFAULT =
      new Limits(3, 100_000, DecodeLimits.DEFAULT, 8 * GIB, Duration.ofMinutes(15));

  public Limits {
    if (nesting < 0 || files < 1 || downloadBytes < 0) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }
}
