package io.fizzle.history.store;

import io.fizzle.history.ApplicationRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the runs of an application next to others of its runs, for many at once. */
final class Neighbours {
  /** Runs of one application that are looked at on a side. */
  private static final int MOST = 20;

  /** Places in one statement: to ask a server takes longer than to find the answer. */
  private static final int AT_ONCE = 32;

  private final Connection connection;

  Neighbours(Connection connection) {
    this.connection = connection;
  }

  /** Where to look from a run. */
  enum Side {
    AFTER(">", "ASC", MOST),
    BEFORE("<", "DESC", MOST),
    JUST_BEFORE("<", "DESC", 1);

    private final String than;
    private final String order;
    private final int most;

    Side(String than, String order, int most) {
      this.than = than;
      this.order = order;
      this.most = most;
    }

    private String sql(int places) {
      return IntStream.range(0, places)
          .mapToObj(this::part)
          .collect(Collectors.joining(" UNION ALL "));
    }

    /**
     * All of it in the statement: PostgreSQL walks the index from its end only where it sees that
     * few are asked for; else it sorts everything that the application ever ran.
     */
    private String part(int place) {
      return "SELECT * FROM (SELECT "
          + place
          + " AS place, o.id, o.outcome FROM application_runs o WHERE o.application = ?"
          + " AND o.project = ? AND o.cluster = ? AND o.started_at "
          + than
          + " ? ORDER BY o.started_at "
          + order
          + " LIMIT "
          + most
          + ") AS at_"
          + place;
    }
  }

  /**
   * Where a run stands among those of its application.
   *
   * @param started milliseconds since 1970
   */
  record Place(String id, String application, String project, String cluster, long started) {
    static Place of(ApplicationRun run) {
      return new Place(
          run.id(),
          run.program().application(),
          run.origin().project(),
          run.origin().cluster(),
          run.started().toEpochMilli());
    }
  }

  /** A run of the same application. */
  record Neighbour(String id, boolean failed) {}

  /**
   * From the run next to each place up to the first that did not fail, that one included; by the id
   * of the place's run.
   */
  Map<String, List<Neighbour>> of(Side side, Collection<Place> places) throws SQLException {
    Map<String, List<Neighbour>> found = new HashMap<>();
    List<Place> left = List.copyOf(places);
    while (!left.isEmpty()) {
      int some = Math.min(AT_ONCE, left.size());
      try (PreparedStatement statement = connection.prepareStatement(side.sql(some))) {
        while (left.size() >= some) {
          look(statement, left.subList(0, some), found);
          left = left.subList(some, left.size());
        }
      }
    }
    return found;
  }

  private static void look(
      PreparedStatement statement, List<Place> places, Map<String, List<Neighbour>> found)
      throws SQLException {
    int at = 0;
    for (Place place : places) {
      found.put(place.id(), new ArrayList<>());
      Batch.set(statement, ++at, place.application());
      Batch.set(statement, ++at, place.project());
      Batch.set(statement, ++at, place.cluster());
      statement.setLong(++at, place.started());
    }
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        List<Neighbour> those = found.getOrDefault(places.get(rows.getInt(1)).id(), List.of());
        if (those.isEmpty() || those.get(those.size() - 1).failed()) {
          those.add(new Neighbour(rows.getString(2), rows.getString(3).equals("failed")));
        }
      }
    }
  }
}
