package io.fizzle.history.analysis;

import io.fizzle.report.Document;

/** What a history answers: a record that is JSON for programs and a document for people. */
public interface Answer {
  /** The name and version of its JSON. */
  String schema();

  /** The same for people. */
  Document document();
}
