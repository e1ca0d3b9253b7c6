package io.fizzle.history;

/** The history cannot be used; its message says why and what to do, for people. */
public final class HistoryProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  public HistoryProblem(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public HistoryProblem(Kind kind, String message, Throwable reason) {
    super(message, reason);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong. */
  public enum Kind {
    /** There is none where one was to be read. */
    MISSING,
    /** It may not be written. */
    READ_ONLY,
    /** Its disk is full. */
    FULL,
    /** Its content is damaged, or never was a database. */
    CORRUPT,
    /** Another program's database. */
    FOREIGN,
    /** A newer Fizzle made it. */
    NEWER,
    /** Others use it and do not let go. */
    BUSY,
    /** There is no connection to its server. */
    UNREACHABLE,
    /** Anything else. */
    OTHER
  }
}
