package io.fizzle.read.eventlog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the scopes of a stage's RDDs ({@code RDD Info}, {@code RDDOperationScope.scala}): a
 * scope is a JSON text within a string, {@code {"id":"3","name":"Exchange"}}.
 */
final class RddScopes {
  private static final int MOST = 32;
  private static final Pattern NAME = Pattern.compile("\"name\"\\s?:\\s?\"([^\"]{1,120})\"");

  private final Set<String> names = new LinkedHashSet<>();

  void read(JsonCursor cursor) {
    if (!cursor.enterArray()) {
      return;
    }
    while (cursor.nextElement()) {
      if (!cursor.enterObject()) {
        continue;
      }
      while (cursor.nextField()) {
        if (cursor.field() == Field.SCOPE) {
          add(cursor.textOrEmpty());
        } else {
          cursor.skip();
        }
      }
    }
  }

  private void add(String scope) {
    Matcher name = NAME.matcher(scope);
    if (names.size() < MOST && name.find()) {
      names.add(PlanEvents.plain(name.group(1)));
    }
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
