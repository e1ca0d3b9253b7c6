package io.fizzle.history.store;

import io.fizzle.history.HistoryProblem;
import io.fizzle.history.HistoryProblem.Kind;

/**
 * Which schemas this version reads and writes. Asked at every opening, before anything is touched,
 * and without {@link Migrations}: the usual command finds the newest and loads no migration.
 */
final class SchemaVersion {
  /** The schema that this version writes: the highest number among the migrations. */
  static final int NEWEST = 3;

  /** Those before were never released. */
  static final int OLDEST = 3;

  /** That of a database without a schema. */
  static final int NONE = 0;

  private SchemaVersion() {}

  /** A schema that this version does not know is left alone. */
  static void requireKnown(int version, Database database) {
    if (version > NEWEST) {
      throw new HistoryProblem(
          Kind.NEWER,
          "%s was made by a newer Fizzle (schema %d, this version knows up to %d). Update Fizzle, or give another history with --history"
              .formatted(database.place(), version, NEWEST));
    }
    if (version != NONE && version < OLDEST) {
      throw new HistoryProblem(
          Kind.OTHER,
          "%s was made by a Fizzle from before its first release (schema %d), which this version cannot read. It was left as it is. Write it out with that Fizzle (fizzle history export), and import it into another history (--history)"
              .formatted(database.place(), version));
    }
  }
}
