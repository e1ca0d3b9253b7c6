package io.fizzle.history.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the schema of this version, by Flyway, all of it in the transaction of the
 * caller: another process sees the old schema or the new one, and a kill in between leaves the old.
 *
 * <p>Loaded only where {@link SchemaVersion} finds that there is something to do.
 */
final class Migrations {
  /** What Flyway writes down. */
  static final String TABLE = "fizzle_migrations";

  private static final String FOLDER = "classpath:io/fizzle/history/store/migrations";

  private Migrations() {}

  /** Applies what is missing. */
  static void apply(Connection connection, Database database) throws SQLException {
    try {
      MigrateResult result =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(lending(connection))
              .locations(FOLDER)
              .failOnMissingLocations(true)
              .table(TABLE)
              .loggers("slf4j") // as the pool: to nobody
              .placeholders(Map.of("clustered", database.clustered()))
              .load()
              .migrate();
      if (!String.valueOf(SchemaVersion.NEWEST).equals(result.targetSchemaVersion)) {
        throw new IllegalStateException("the newest migration is " + result.targetSchemaVersion);
      }
    } catch (FlywayException e) {
      throw ofDatabase(e);
    }
  }

  /** The first thing that the database said: what came after only follows from it. */
  private static SQLException ofDatabase(FlywayException thrown) {
    SQLException first = new SQLException(thrown);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure) {
        first = failure;
      }
    }
    return first;
  }

  /** Lends one connection to whoever asks. */
  private static DataSource lending(Connection connection) {
    Connection lent = proxy(Connection.class, new Lent(connection));
    return proxy(
        DataSource.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getConnection" -> lent;
              case "toString" -> "the history";
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Migrations.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /**
   * A connection whose transaction is its owner's. Flyway begins and commits one for each of its
   * steps; when it fails it throws, and the owner undoes them all.
   */
  private record Lent(Connection connection) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
        throws Throwable {
      return switch (method.getName()) {
        case "setAutoCommit", "commit", "rollback", "close" -> null;
        default -> {
          try {
            yield method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        }
      };
    }
  }
}
