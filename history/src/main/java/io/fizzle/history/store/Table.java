package io.fizzle.history.store;

import io.fizzle.history.Filter.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that are asked, each under its alias, with the columns that a filter may name. */
enum Table {
  RUNS(
      "r",
      "r.started_at",
      Unit.MILLIS,
      Map.ofEntries(
          Map.entry(Field.CLUSTER, "r.cluster"),
          Map.entry(Field.PROJECT, "r.project"),
          Map.entry(Field.TEAM, "r.team"),
          Map.entry(Field.APPLICATION, "r.application"),
          Map.entry(Field.CAUSE, "r.cause"),
          Map.entry(Field.IMAGE, "r.image"),
          Map.entry(Field.SPARK_VERSION, "r.spark_version"),
          Map.entry(Field.OUTCOME, "r.outcome"),
          Map.entry(Field.RUN, "r.id"),
          // of each run that is left: of all executors there may be millions on a node
          Map.entry(
              Field.NODE, "EXISTS (SELECT 1 FROM exposures x WHERE x.run = r.seq AND x.node"))),
  FAILURES(
      "f",
      "f.at",
      Unit.MILLIS,
      Map.ofEntries(
          Map.entry(Field.CLUSTER, "f.cluster"),
          Map.entry(Field.PROJECT, "f.project"),
          Map.entry(Field.TEAM, "f.team"),
          Map.entry(Field.APPLICATION, "f.application"),
          Map.entry(Field.CAUSE, "f.cause"),
          Map.entry(Field.TYPE, "f.type"),
          Map.entry(Field.SIGNATURE, "f.signature"),
          Map.entry(Field.IMAGE, "f.image"),
          Map.entry(Field.SPARK_VERSION, "f.spark_version"),
          Map.entry(Field.RUN, "f.run IN (SELECT seq FROM application_runs WHERE id"),
          Map.entry(Field.NODE, "f.seq IN (SELECT failure FROM failure_victims WHERE node"))),
  CORRELATIONS(
      "c",
      "c.day",
      Unit.DAYS,
      Map.of(
          Field.CLUSTER, "c.cluster",
          Field.PROJECT, "c.project")),
  SOLUTIONS(
      "s",
      "s.month",
      Unit.MONTHS,
      Map.of(
          Field.PROJECT, "s.project",
          Field.APPLICATION, "s.application",
          Field.CAUSE, "s.cause",
          Field.SIGNATURE, "s.signature")),
  ATTEMPTS(
      "a",
      "a.applied_at",
      Unit.MILLIS,
      Map.ofEntries(
          Map.entry(Field.CLUSTER, "a.cluster"),
          Map.entry(Field.PROJECT, "a.project"),
          Map.entry(Field.TEAM, "a.team"),
          Map.entry(Field.APPLICATION, "a.application"),
          Map.entry(Field.CAUSE, "a.cause"),
          Map.entry(Field.SIGNATURE, "a.signature"),
          Map.entry(Field.RUN, "a.run"),
          Map.entry(Field.TYPE, ofFailure("a", "x.type")),
          Map.entry(Field.IMAGE, ofFailure("a", "x.image")),
          Map.entry(Field.SPARK_VERSION, ofFailure("a", "x.spark_version")),
          Map.entry(Field.NODE, ofRun("a")))),
  FEEDBACK(
      "b",
      "b.given_at",
      Unit.MILLIS,
      Map.of(
          Field.CLUSTER, "b.cluster",
          Field.PROJECT, "b.project",
          Field.TEAM, "b.team",
          Field.CAUSE, "b.stated",
          Field.APPLICATION, ofFailure("b", "x.application"),
          Field.TYPE, ofFailure("b", "x.type"),
          Field.IMAGE, ofFailure("b", "x.image"),
          Field.SPARK_VERSION, ofFailure("b", "x.spark_version"),
          Field.NODE, ofRun("b")));

  /** What a table's time is counted in, from 1970. */
  enum Unit {
    MILLIS,
    DAYS,
    MONTHS
  }

  private final String alias;
  private final String time;
  private final Unit unit;

  @SuppressWarnings("ImmutableEnumChecker") // all are of Map.of, which nobody can change
  private final Map<Field, String> columns;

  Table(String alias, String time, Unit unit, Map<Field, String> columns) {
    this.alias = alias;
    this.time = time;
    this.unit = unit;
    this.columns = columns;
  }

  /** An open condition on the failure that a row is about. */
  private static String ofFailure(String alias, String column) {
    return "EXISTS (SELECT 1 FROM failure_events x WHERE x.id = "
        + alias
        + ".failure AND "
        + column;
  }

  /** An open condition on the nodes of the run in which it happened. */
  private static String ofRun(String alias) {
    return "EXISTS (SELECT 1 FROM failure_events x JOIN exposures y ON y.run = x.run WHERE x.id = "
        + alias
        + ".failure AND y.node";
  }

  String alias() {
    return alias;
  }

  String time() {
    return time;
  }

  Unit unit() {
    return unit;
  }

  String project() {
    return alias + ".project";
  }

  /** The column, or an open condition on another table that ends with one; null where none is. */
  @Nullable String column(Field field) {
    return columns.get(field);
  }

  static @Nullable Table of(String alias) {
    for (Table table : values()) {
      if (table.alias.equals(alias)) {
        return table;
      }
    }
    return null;
  }
}
