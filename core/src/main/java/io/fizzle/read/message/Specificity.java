package io.fizzle.read.message;

/**
 * How much a link of a cause chain tells, from least to most. Of a chain the most specific link
 * counts, the outermost of equals: a failed fetch tells more than the refused connection under it,
 * a full disk tells more than the memory error that reports the spill.
 */
enum Specificity {
  /** An exception that only carries another one. */
  WRAPPER,
  /** Any exception that no rule knows. */
  UNKNOWN,
  /** What follows from something that went wrong elsewhere. */
  COLLATERAL,
  /** The transport under some operation: a refused connection, a call that timed out. */
  TRANSPORT,
  /** The operation that failed, seen from outside. */
  SURFACE,
  /** The subsystem that failed. */
  SUBSYSTEM,
  /** What exactly failed in the subsystem. */
  DETAIL,
  /** A cause by itself. */
  CAUSE,
  /** A cause that hides behind other causes' words, or a text that names the very limit. */
  ROOT
}
