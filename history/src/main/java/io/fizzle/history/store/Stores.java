package io.fizzle.history.store;

import io.fizzle.history.History;
import java.nio.file.Path;

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
