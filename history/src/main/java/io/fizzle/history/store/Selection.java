package io.fizzle.history.store;

import io.fizzle.history.Access;
import io.fizzle.history.Days;
import io.fizzle.history.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with its access and its filter in it.
 *
 * @param sql with a question mark for each argument
 * @param arguments texts and numbers
 */
record Selection(String sql, List<Object> arguments) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z])}|\\?");

  Selection {
    arguments = List.copyOf(arguments);
  }

  /**
   * Puts access and filter where the statement has an alias in braces.
   *
   * @throws IllegalArgumentException where it has none, or a question mark too many or too few: no
   *     statement goes without
   */
  static Selection of(String sql, Access access, Filter filter, List<?> given) {
    StringBuilder text = new StringBuilder();
    List<Object> arguments = new ArrayList<>();
    Matcher places = PLACE.matcher(sql);
    int next = 0;
    boolean guarded = false;
    while (places.find()) {
      if (places.group(1) == null) {
        if (next == given.size()) {
          throw new IllegalArgumentException("an argument is missing: " + sql);
        }
        arguments.add(given.get(next++));
        places.appendReplacement(text, "?");
      } else {
        Table table = Table.of(places.group(1));
        if (table == null) {
          throw new IllegalArgumentException("no table has the alias " + places.group(1));
        }
        places.appendReplacement(
            text, Matcher.quoteReplacement(condition(table, access, filter, arguments)));
        guarded = true;
      }
    }
    places.appendTail(text);
    if (!guarded || next != given.size()) {
      throw new IllegalArgumentException("a statement without its access: " + sql);
    }
    return new Selection(text.toString(), arguments);
  }

  private static String condition(
      Table table, Access access, Filter filter, List<Object> arguments) {
    List<String> conditions = new ArrayList<>();
    access.only().ifPresent(projects -> conditions.add(any(table.project(), projects, arguments)));
    for (Map.Entry<Filter.Field, List<String>> entry : filter.values().entrySet()) {
      String column = table.column(entry.getKey());
      if (column != null) {
        String open = any(column, entry.getValue(), arguments);
        conditions.add(column.contains("(") ? open + ")" : open);
      }
    }
    Instant from = filter.from();
    if (from != null) {
      conditions.add(table.time() + " >= ?");
      arguments.add(time(table, from));
    }
    Instant until = filter.until();
    if (until != null) {
      conditions.add(table.time() + (table.unit() == Table.Unit.MILLIS ? " < ?" : " <= ?"));
      arguments.add(time(table, until));
    }
    return conditions.isEmpty() ? "1 = 1" : "(" + String.join(" AND ", conditions) + ")";
  }

  private static Object time(Table table, Instant time) {
    return switch (table.unit()) {
      case MILLIS -> time.toEpochMilli();
      case DAYS -> Days.day(time);
      case MONTHS -> Days.month(time);
    };
  }

  private static String any(String column, Collection<String> accepted, List<Object> arguments) {
    if (accepted.isEmpty()) {
      return "1 = 0";
    }
    arguments.addAll(accepted);
    return accepted.size() == 1
        ? column + " = ?"
        : column + " IN (" + String.join(", ", Collections.nCopies(accepted.size(), "?")) + ")";
  }
}
