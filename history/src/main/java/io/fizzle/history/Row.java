package io.fizzle.history;

/** One row of an answer; columns are counted from 1. */
public interface Row {
  /** The text; empty where there is none. */
  String text(int column);

  /** The number; 0 where there is none. */
  long number(int column);

  /** The number; 0 where there is none. */
  double real(int column);

  boolean isNull(int column);
}
