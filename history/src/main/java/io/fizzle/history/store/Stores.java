package io.fizzle.history.store;

import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Opens histories. */
public final class Stores {
  private Stores() {}

  /**
   * Opens the history at this place, and makes one where there is none.
   *
   * @param place a file, or {@code postgresql://user@host:port/database}
   */
  public static History open(String place) {
    return isServer(place)
        ? new JdbcHistory(PostgresDatabase.open(place))
        : openFile(Path.of(place), true);
  }

  /** Opens the history at this place, where there is one. */
  public static History openExisting(String place) {
    return isServer(place)
        ? new JdbcHistory(PostgresDatabase.open(place))
        : openFile(Path.of(place), false);
  }

  /**
   * Puts a backup in the place of a history that is in a file. What was there is kept beside it.
   *
   * @return where what was there is kept now; empty where there was nothing
   */
  public static Optional<Path> restore(Path backup, String place, Instant now) {
    if (isServer(place)) {
      throw new HistoryProblem(
          HistoryProblem.Kind.OTHER,
          "a history on a server is restored by its server: pg_restore, or fizzle history import");
    }
    return SqliteDatabase.restore(backup, Path.of(place), now);
  }

  /** True for an address of a server, false for a file. */
  public static boolean isServer(String place) {
    return place.startsWith("postgresql:")
        || place.startsWith("postgres:")
        || place.startsWith("jdbc:postgresql:");
  }

  private static History openFile(Path file, boolean create) {
    return new JdbcHistory(SqliteDatabase.open(file, create));
  }
}
