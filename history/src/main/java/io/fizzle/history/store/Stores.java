package io.fizzle.history.store;

import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens histories. */
public final class Stores {
  /** The beginning of an address; one letter and a colon are a drive. */
  private static final Pattern OTHER =
      Pattern.compile("^(?:jdbc:[a-z]{2,30}:|[A-Za-z][A-Za-z0-9+.-]{1,30}://)");

  private Stores() {}

  /**
   * Opens the history at this place, and makes one where there is none.
   *
   * @param place a file, or {@code postgresql://user@host:port/database}
   */
  public static History open(String place) {
    return isServer(place)
        ? new JdbcHistory(PostgresDatabase.open(place))
        : openFile(file(place), true);
  }

  /** Opens the history at this place, where there is one. */
  public static History openExisting(String place) {
    return isServer(place)
        ? new JdbcHistory(PostgresDatabase.open(place))
        : openFile(file(place), false);
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
    return SqliteDatabase.restore(backup, file(place), now);
  }

  /** True for an address of a server, false for a file. */
  public static boolean isServer(String place) {
    return place.startsWith("postgresql:")
        || place.startsWith("postgres:")
        || place.startsWith("jdbc:postgresql:");
  }

  /** The address of another server is no file, though its slashes look like one. */
  private static Path file(String place) {
    Matcher scheme = OTHER.matcher(place);
    if (scheme.find()) {
      throw new HistoryProblem(
          HistoryProblem.Kind.OTHER,
          "a history is in a file or in PostgreSQL, not at "
              + scheme.group()
              + "…: give --history FILE or --history postgresql://user@host/database");
    }
    return Path.of(place);
  }

  private static History openFile(Path file, boolean create) {
    return new JdbcHistory(SqliteDatabase.open(file, create));
  }
}
