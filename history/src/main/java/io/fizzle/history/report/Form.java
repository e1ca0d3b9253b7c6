package io.fizzle.history.report;

/** What an answer is written as. */
public enum Form {
  TEXT,
  MARKDOWN,
  JSON
}
