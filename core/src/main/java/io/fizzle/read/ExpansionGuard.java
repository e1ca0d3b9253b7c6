package io.fizzle.read;

import io.fizzle.read.eventlog.DecodeLimits;
import java.io.IOException;

/**
 * Watches how far an archive's stored bytes expand and breaks the reading of what looks like a
 * bomb.
 */
final class ExpansionGuard {
  /** Below this a high ratio costs less than a second. */
  private static final long FREE_BYTES = 256L << 20;

  private final DecodeLimits limits;
  private final CountingStream stored;
  private long expanded;
  private boolean tripped;

  ExpansionGuard(DecodeLimits limits, CountingStream stored) {
    this.limits = limits;
    this.stored = stored;
  }

  /** Accounts for bytes that came out. */
  void expanded(long count) throws IOException {
    if (count <= 0) {
      return;
    }
    expanded += count;
    if (expanded > limits.maxBytes()
        || expanded > FREE_BYTES && expanded / limits.maxRatio() > stored.count()) {
      tripped = true;
      throw new IOException("expands beyond its limit after " + expanded + " bytes");
    }
  }

  /** True once a limit was passed: nothing behind it can be read. */
  boolean tripped() {
    return tripped;
  }
}
