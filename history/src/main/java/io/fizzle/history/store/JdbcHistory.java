package io.fizzle.history.store;

import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Days;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureCorrelation;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.FailureSolution;
import io.fizzle.history.Feedback;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.Pruned;
import io.fizzle.history.Recorded;
import io.fizzle.history.Retention;
import io.fizzle.history.Row;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A history in a database, the same for all databases. */
final class JdbcHistory implements History {
  private static final String RUNS =
      "SELECT "
          + Rows.RUN
          + " FROM application_runs r JOIN configurations g ON g.hash = r.configuration"
          + " WHERE {r}";
  private static final String FAILURES =
      "SELECT "
          + Rows.FAILURE
          + " FROM failure_events f JOIN application_runs u ON u.seq = f.run WHERE {f}";

  private final Database database;

  JdbcHistory(Database database) {
    this.database = database;
  }

  /** Makes a record of a row. */
  @FunctionalInterface
  private interface Mapping<T> {
    T of(ResultSet row) throws SQLException;
  }

  @Override
  public List<Recorded> record(List<RunRecord> runs) {
    return database.write(connection -> new Recorder(database, connection).record(runs));
  }

  @Override
  public void recordFeedback(List<Feedback> feedback) {
    database.write(
        connection -> {
          Knowledge knowledge = new Knowledge(connection);
          for (Feedback one : feedback) {
            knowledge.write(one);
          }
          return true;
        });
  }

  @Override
  public void recordAttempts(List<SolutionAttempt> attempts) {
    database.write(
        connection -> {
          new Knowledge(connection).write(attempts);
          return true;
        });
  }

  @Override
  public void runs(Access access, Filter filter, Consumer<? super ApplicationRun> each) {
    stream(access, filter, RUNS + order(Table.RUNS, filter), List.of(), Rows::run, each);
  }

  @Override
  public void failures(Access access, Filter filter, Consumer<? super FailureEvent> each) {
    stream(
        access, filter, FAILURES + order(Table.FAILURES, filter), List.of(), Rows::failure, each);
  }

  @Override
  public void exposures(Access access, Filter filter, Consumer<? super Exposure> each) {
    String sql =
        "SELECT "
            + Rows.EXPOSURE
            + " FROM exposures e JOIN application_runs r ON r.seq = e.run WHERE {r}";
    List<String> nodes = filter.values().getOrDefault(Filter.Field.NODE, List.of());
    Consumer<Exposure> there =
        exposure -> {
          if (nodes.isEmpty() || nodes.contains(exposure.node())) {
            each.accept(exposure);
          }
        };
    stream(access, filter, sql, List.of(), Rows::exposure, there);
  }

  @Override
  public void correlations(
      Access access,
      Filter filter,
      FailureCorrelation.Kind kind,
      Consumer<? super FailureCorrelation> each) {
    String sql =
        "SELECT " + Rows.CORRELATION + " FROM failure_correlations c WHERE c.kind = ? AND {c}";
    stream(access, filter, sql, List.of(kind.id()), Rows::correlation, each);
  }

  @Override
  public void solutions(Access access, Filter filter, Consumer<? super FailureSolution> each) {
    String sql = "SELECT " + Rows.SOLUTION + " FROM failure_solutions s WHERE {s}";
    stream(access, filter, sql, List.of(), Rows::solution, each);
  }

  @Override
  public void attempts(Access access, Filter filter, Consumer<? super SolutionAttempt> each) {
    String sql = "SELECT " + Rows.ATTEMPT + " FROM solution_attempts a WHERE {a}";
    stream(access, filter, sql + order(Table.ATTEMPTS, filter), List.of(), Rows::attempt, each);
  }

  @Override
  public void feedback(Access access, Filter filter, Consumer<? super Feedback> each) {
    String sql = "SELECT " + Rows.FEEDBACK + " FROM feedback b WHERE {b}";
    stream(access, filter, sql + order(Table.FEEDBACK, filter), List.of(), Rows::feedback, each);
  }

  @Override
  public Optional<RunRecord> run(Access access, String id) {
    return database.read(
        connection -> new RunReader(connection).run(access, id).map(RunReader.Numbered::record));
  }

  @Override
  public Optional<FailureEvent> failure(Access access, String id) {
    List<FailureEvent> found = new ArrayList<>();
    stream(access, Filter.ALL, FAILURES + " AND f.id = ?", List.of(id), Rows::failure, found::add);
    return found.stream().findFirst();
  }

  @Override
  public void ask(
      Access access, Filter filter, String sql, List<?> arguments, Consumer<? super Row> each) {
    stream(access, filter, sql, arguments, ResultRow::new, each);
  }

  private <T> void stream(
      Access access,
      Filter filter,
      String sql,
      List<?> arguments,
      Mapping<T> mapping,
      Consumer<? super T> each) {
    Selection selection = Selection.of(sql, access, filter, arguments);
    database.read(
        connection -> {
          try (PreparedStatement statement = RunReader.prepare(connection, selection)) {
            statement.setFetchSize(database.fetchSize());
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                each.accept(mapping.of(rows));
              }
            }
          }
          return true;
        });
  }

  private static String order(Table table, Filter filter) {
    return filter.limit() == 0
        ? " ORDER BY " + table.time()
        : " ORDER BY " + table.time() + " DESC LIMIT " + filter.limit();
  }

  @Override
  public Pruned prune(Retention retention) {
    long before = database.size();
    long[] gone = {0, 0};
    Instant from = retention.from();
    if (from != null) {
      eraseBefore(Days.day(from), gone);
    }
    if (retention.mostBytes() > 0) {
      shrink(retention.mostBytes(), gone);
    }
    database.compact();
    return new Pruned(gone[0], gone[1], Math.max(0, before - database.size()));
  }

  /** A tenth of the days at a time, until it fits. */
  private void shrink(long mostBytes, long[] gone) {
    database.compact();
    while (database.size() > mostBytes) {
      int[] days = days();
      if (days.length == 0 || days[0] > days[1]) {
        return;
      }
      eraseBefore(days[0] + Math.max(1, (days[1] - days[0]) / 10), gone);
      database.compact();
    }
  }

  /** The first and the last day of which there are runs; nothing where there are none. */
  private int[] days() {
    List<Integer> days = new ArrayList<>();
    ask(
        Access.everything(),
        Filter.ALL,
        "SELECT min(r.started_at), max(r.started_at) FROM application_runs r WHERE {r}",
        List.of(),
        row -> {
          if (!row.isNull(1)) {
            days.add(Days.day(Instant.ofEpochMilli(row.number(1))));
            days.add(Days.day(Instant.ofEpochMilli(row.number(2))));
          }
        });
    return days.stream().mapToInt(Integer::intValue).toArray();
  }

  private void eraseBefore(int day, long[] gone) {
    long[] erased =
        database.write(
            connection -> new Erasure(connection).before(Days.begin(day).toEpochMilli()));
    gone[0] += erased[0];
    gone[1] += erased[1];
  }

  @Override
  public void backup(Path file) {
    database.backup(file);
  }

  @Override
  public String place() {
    return database.place();
  }

  @Override
  public long size() {
    return database.size();
  }

  @Override
  public void close() {
    database.close();
  }

  /** A row of a statement that the history does not know; holds while it is being looked at. */
  private record ResultRow(ResultSet row) implements Row {
    @Override
    public String text(int column) {
      try {
        return Objects.requireNonNullElse(row.getString(column), "");
      } catch (SQLException e) {
        throw noColumn(e);
      }
    }

    @Override
    public long number(int column) {
      try {
        return row.getLong(column);
      } catch (SQLException e) {
        throw noColumn(e);
      }
    }

    @Override
    public double real(int column) {
      try {
        return row.getDouble(column);
      } catch (SQLException e) {
        throw noColumn(e);
      }
    }

    @Override
    public boolean isNull(int column) {
      try {
        return row.getObject(column) == null;
      } catch (SQLException e) {
        throw noColumn(e);
      }
    }

    private static IllegalArgumentException noColumn(SQLException e) {
      return new IllegalArgumentException("no such column", e);
    }
  }
}
