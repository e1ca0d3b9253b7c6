package io.fizzle.read.eventlog;

/**
 * How much a compressed source may unfold to. Decoding needs constant memory whatever comes out;
 * this bounds the time that a small hostile file can cost.
 *
 * @param maxBytes decoded bytes, at least 1
 * @param maxRatio decoded bytes for each compressed one, at least 1; looked at beyond the first
 *     {@value #FREE_BYTES} decoded bytes only
 */
public record DecodeLimits(long maxBytes, long maxRatio) {

  /** Below this a high ratio costs less than a second. */
  static final long FREE_BYTES = 256L << 20;

  /**
   * One tebibyte, and 500 to 1: event logs compress 10 to 45 to 1 with zstd as Spark writes it, and
   * less than 150 to 1 with its strongest level.
   */
  public static final DecodeLimits DEFAULT = new DecodeLimits(1L << 40, 500);

  public DecodeLimits {
    if (maxBytes < 1 || maxRatio < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }

  /** Whether so many decoded bytes from so many compressed ones are too many. */
  boolean exceededBy(long decoded, long compressed) {
    return decoded > maxBytes || decoded > FREE_BYTES && decoded / maxRatio > compressed;
  }
}
