package io.fizzle.read;

import java.io.IOException;

/** Watches how far stored bytes expand and breaks the reading of what looks like a bomb. */
final class ExpansionGuard {
  private final Limits limits;
  private final CountingStream stored;
  private long expanded;
  private boolean tripped;

  ExpansionGuard(Limits limits, CountingStream stored) {
    this.limits = limits;
    this.stored = stored;
  }

  /** Accounts for bytes that came out. */
  void expanded(long count) throws IOException {
    if (count <= 0) {
      return;
    }
    expanded += count;
    if (expanded > limits.expandedBytes()) {
      tripped = true;
      throw new ExpansionException("expands to more than " + limits.expandedBytes() + " bytes");
    }
    if (expanded > limits.ratioFloor() && expanded / limits.ratio() > stored.count()) {
      tripped = true;
      throw new ExpansionException("expands more than " + limits.ratio() + " times");
    }
  }

  /** True once a limit was passed: nothing behind it can be read. */
  boolean tripped() {
    return tripped;
  }

  /** A limit was passed; the message says which. */
  static final class ExpansionException extends IOException {
    private static final long serialVersionUID = 1L;

    ExpansionException(String message) {
      super(message);
    }
  }
}
