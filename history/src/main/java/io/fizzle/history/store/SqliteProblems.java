package io.fizzle.history.store;

import io.fizzle.history.HistoryProblem;
import io.fizzle.history.HistoryProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** What SQLite's failures mean, and what to do about them. */
final class SqliteProblems {
  private SqliteProblems() {}

  static HistoryProblem of(Path file, SQLException failure) {
    String name =
        failure instanceof SQLiteException known ? known.getResultCode().name() : "UNKNOWN";
    if (name.startsWith("SQLITE_FULL") || (name.startsWith("SQLITE_IOERR") && full(file))) {
      return new HistoryProblem(
          Kind.FULL,
          "the disk of the history at "
              + file
              + " is full. What was recorded before is safe, this was not recorded. Free some"
              + " space; fizzle history prune makes the history smaller",
          failure);
    }
    if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
      return new HistoryProblem(
          Kind.CORRUPT,
          "the history at "
              + file
              + " is damaged ("
              + failure.getMessage()
              + "). It was left as it is. Restore a backup (fizzle history restore), or give"
              + " another place with --history",
          failure);
    }
    if (name.startsWith("SQLITE_READONLY") || name.startsWith("SQLITE_CANTOPEN")) {
      return new HistoryProblem(
          Kind.READ_ONLY,
          "the history at "
              + file
              + " may not be written ("
              + failure.getMessage()
              + "). Give another place with --history",
          failure);
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return new HistoryProblem(
          Kind.BUSY,
          "other processes kept the history at "
              + file
              + " busy for "
              + SqliteDatabase.PATIENCE / 1000
              + " s; nothing was recorded. Try again",
          failure);
    }
    return new HistoryProblem(
        Kind.OTHER, "the history at " + file + " failed: " + failure.getMessage(), failure);
  }

  /** Less than a page and its index are left. */
  static boolean full(Path file) {
    try {
      Path folder = file.getParent();
      return folder != null && Files.getFileStore(folder).getUsableSpace() < 65_536;
    } catch (IOException e) {
      return false;
    }
  }
}
