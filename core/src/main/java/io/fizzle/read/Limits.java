package io.fizzle.read;

import java.time.Duration;

/**
 * How much of a hostile or mistaken input Fizzle is ready to read. Local uncompressed files need no limit:
 * they are streamed, and their size on disk is their bound.
 *
 * @param nesting how many archives may lie inside each other; 1 is a plain archive
 * @param files how many files and archive members are looked at in all
 * @param ratio how many bytes one stored byte may expand to, once {@code ratioFloor} is passed. Deflate
 *     ends at 1032 (RFC 1951: 258 bytes for two bits); Spark's own logs stay below 100 with zstd
 * @param ratioFloor expanded bytes below which the ratio does not matter
 * @param expandedBytes how far one compressed source or archive may expand
 * @param downloadBytes how much is fetched from an address; 0 refuses addresses
 * @param downloadTime how long one download may take in all
 */
public record Limits(
    int nesting,
    int files,
    int ratio,
    long ratioFloor,
    long expandedBytes,
    long downloadBytes,
    Duration downloadTime) {

  private static final long GIB = 1L << 30;

  /** Large enough for every log that we have heard of, small enough to end within minutes. */
  public static final Limits DEFAULT =
      new Limits(3, 100_000, 250, GIB, 256 * GIB, 8 * GIB, Duration.ofMinutes(15));

  public Limits {
    if (nesting < 0 || files < 1 || ratio < 1 || ratioFloor < 0 || expandedBytes < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
