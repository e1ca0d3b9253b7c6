package io.fizzle.history.store;

import io.fizzle.history.HistoryProblem;
import io.fizzle.history.HistoryProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * A history in one file.
 *
 * <p>Readers and a writer do not wait for each other (write-ahead log); writers of several
 * processes wait for their turn. Every commit reaches the disk before it returns ({@code
 * synchronous=FULL}), so that what is acknowledged survives also a loss of power.
 */
final class SqliteDatabase implements Database {
  /** {@code FIZZ}: tells a history from another program's database. */
  private static final int APPLICATION_ID = 0x46495A5A;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int VERSION_AT = 60;
  private static final int APPLICATION_AT = 68;

  /** How long a writer waits for others, milliseconds. */
  static final int PATIENCE = 30_000;

  /** Pages kept in memory by the writer, KiB: indexes of millions of rows are written all over. */
  private static final int CACHE_KIB = 65_536;

  /**
   * Pages of the write-ahead log before they go to their places, 64 MiB: what is written over and
   * over, indexes above all, goes there once.
   */
  private static final String LOG_PAGES = "16384";

  private final Path file;
  private final boolean writable;
  private final ReentrantLock writing = new ReentrantLock();
  private final Connection writer;

  private SqliteDatabase(Path file, boolean writable) throws SQLException {
    this.file = file;
    this.writable = writable;
    this.writer = connect(writable);
  }

  /**
   * Opens the history in this file.
   *
   * @param create true to make one where there is none
   */
  static SqliteDatabase open(Path file, boolean create) {
    Path absolute = file.toAbsolutePath();
    if (!Files.exists(absolute)) {
      if (!create) {
        throw new HistoryProblem(
            Kind.MISSING,
            "there is no history at "
                + absolute
                + " yet. fizzle diagnose PATH --record makes one, with the same --history");
      }
      make(absolute);
    }
    boolean fresh = requireHistory(absolute);
    boolean writable = Files.isWritable(absolute) && Files.isWritable(absolute.resolveSibling("."));
    try {
      SqliteDatabase database = new SqliteDatabase(absolute, writable);
      try {
        database.prepare(fresh);
        return database;
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqliteProblems.of(absolute, e);
    }
  }

  private static void make(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // excerpts of logs are for the user's own eyes
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    } catch (java.nio.file.FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file)) {
        throw new HistoryProblem(Kind.OTHER, "cannot make a history at " + file, e);
      }
      // another process was faster
    } catch (IOException e) {
      throw new HistoryProblem(
          SqliteProblems.full(file) ? Kind.FULL : Kind.READ_ONLY,
          "cannot make a history at "
              + file
              + ": "
              + e
              + ". Give a place that you may write to with --history",
          e);
    }
  }

  /** Looks at the file before SQLite does, so that nothing is written to what is no history. */
  private static boolean requireHistory(Path file) {
    byte[] header;
    try (InputStream stream = Files.newInputStream(file)) {
      header = stream.readNBytes(HEADER);
    } catch (IOException e) {
      throw new HistoryProblem(
          Kind.OTHER, "cannot read the history at " + file + ": " + e.getMessage(), e);
    }
    if (header.length == 0) {
      return true;
    }
    if (header.length < HEADER || !startsWith(header, MAGIC)) {
      throw new HistoryProblem(
          Kind.CORRUPT,
          file
              + " is no history, or a damaged one: it does not begin as an SQLite database does."
              + " It was left as it is. Restore a backup (fizzle history restore), or give"
              + " another place with --history");
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int application = fields.getInt(APPLICATION_AT);
    int version = fields.getInt(VERSION_AT);
    // a process that died while it made the history leaves an SQLite database without anything
    if (application == 0 && version == 0 && isEmptyDatabase(fields)) {
      return true;
    }
    if (application != APPLICATION_ID) {
      throw new HistoryProblem(
          Kind.FOREIGN,
          file
              + " is a database of another program, not a history of Fizzle. It was left as it is."
              + " Give another place with --history");
    }
    return false;
  }

  /** One page, and no schema was ever made (offset 40, the schema cookie). */
  private static boolean isEmptyDatabase(ByteBuffer header) {
    return header.getInt(40) == 0;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private void prepare(boolean fresh) throws SQLException {
    int version = version();
    SchemaVersion.requireKnown(version, this);
    if (version == SchemaVersion.NEWEST) {
      return;
    }
    if (!writable) {
      throw readOnly();
    }
    write(
        connection -> {
          // looked at again: another process may have been faster
          int now = pragma(connection, "user_version");
          SchemaVersion.requireKnown(now, this);
          if (now < SchemaVersion.NEWEST) {
            Migrations.apply(connection, this);
            try (Statement statement = connection.createStatement()) {
              if (fresh) {
                statement.execute("PRAGMA application_id = " + APPLICATION_ID);
              }
              statement.execute("PRAGMA user_version = " + SchemaVersion.NEWEST);
            }
          }
          return true;
        });
  }

  private int version() throws SQLException {
    return pragma(writer, "user_version");
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private Connection connect(boolean toWrite) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE);
    config.enforceForeignKeys(true);
    if (toWrite) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      config.setCacheSize(-CACHE_KIB);
      config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, LOG_PAGES);
    } else if (!writable) {
      config.setReadOnly(true);
      config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    } else {
      config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    }
    return config.createConnection("jdbc:sqlite:" + address(toWrite));
  }

  /**
   * A history that may not be written has no place for the write-ahead log's index: it is read as
   * what nobody changes.
   */
  private String address(boolean toWrite) {
    return toWrite || writable
        ? file.toString()
        : "file:" + file.toUri().getRawPath() + "?immutable=1";
  }

  @Override
  public <T> T write(Work<T> work) {
    if (!writable) {
      throw readOnly();
    }
    writing.lock();
    try {
      return Transactions.run(writer, work);
    } catch (SQLException e) {
      throw problem(e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    try (Connection connection = connect(false)) {
      return Transactions.run(connection, work);
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  private HistoryProblem readOnly() {
    return new HistoryProblem(
        Kind.READ_ONLY,
        "the history at "
            + file
            + " may not be written: the file or its folder is read-only. Nothing was recorded."
            + " Give another place with --history");
  }

  @Override
  public Inserts inserts(Connection connection, String table, int columns) throws SQLException {
    return Batch.into(connection, table, columns);
  }

  @Override
  public String clustered() {
    return "WITHOUT ROWID";
  }

  @Override
  public int fetchSize() {
    return 0;
  }

  @Override
  public void compact() {
    writing.lock();
    try (Statement statement = writer.createStatement()) {
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw problem(e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void backup(Path target) {
    if (Files.exists(target)) {
      throw new HistoryProblem(
          Kind.OTHER, target + " is there already and was left as it is. Give another file");
    }
    try (Connection connection = connect(false);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      make(target.toAbsolutePath());
      copy.setString(1, target.toAbsolutePath().toString());
      copy.execute();
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  /**
   * Puts a backup in the place of a history. What was there is kept beside it, under its name and
   * the time.
   *
   * @return where what was there is kept now; empty where there was nothing
   */
  static Optional<Path> restore(Path backup, Path file, Instant now) {
    Path target = file.toAbsolutePath();
    Path draft = target.resolveSibling(target.getFileName() + ".restoring");
    try {
      Files.deleteIfExists(draft);
      // opened where it is: what is no history, or a damaged one, never comes near the place
      try (SqliteDatabase source = open(backup, false)) {
        source.requireSound();
        source.backup(draft);
      }
      Optional<Path> kept = Optional.empty();
      if (Files.exists(target)) {
        Path aside = target.resolveSibling(target.getFileName() + "." + now.getEpochSecond());
        for (String part : List.of("", "-wal", "-shm")) {
          Path from = target.resolveSibling(target.getFileName() + part);
          if (Files.exists(from)) {
            Files.move(from, aside.resolveSibling(aside.getFileName() + part));
          }
        }
        kept = Optional.of(aside);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      return kept;
    } catch (IOException e) {
      throw new HistoryProblem(
          SqliteProblems.full(target) ? Kind.FULL : Kind.READ_ONLY,
          "cannot restore to " + target + ": " + e,
          e);
    }
  }

  private void requireSound() {
    String found =
        read(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
                return row.next() ? String.valueOf(row.getString(1)) : "no answer";
              }
            });
    if (!found.equals("ok")) {
      throw new HistoryProblem(Kind.CORRUPT, "the history at " + file + " is damaged: " + found);
    }
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public long size() {
    return sizeOf(file) + sizeOf(file.resolveSibling(file.getFileName() + "-wal"));
  }

  private static long sizeOf(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public HistoryProblem problem(SQLException failure) {
    return SqliteProblems.of(file, failure);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (SQLException e) {
      throw problem(e);
    }
  }
}
