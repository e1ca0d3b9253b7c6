package io.fizzle.read.eventlog;

import io.fizzle.signal.QuerySignal.Operator;
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

  private final Lineage lineage = new Lineage();
  private final Set<String> names = new LinkedHashSet<>();

  void read(JsonCursor cursor) {
    if (!cursor.enterArray()) {
      return;
    }
    while (cursor.nextElement()) {
      if (!cursor.enterObject()) {
        continue;
      }
      int id = -1;
      int[] parents = {};
      while (cursor.nextField()) {
        switch (cursor.field()) {
          case SCOPE -> add(cursor.textOrEmpty());
          case RDD_ID -> id = cursor.integer(-1);
          case PARENT_IDS -> parents = Lineage.ids(cursor);
          default -> cursor.skip();
        }
      }
      lineage.add(id, parents);
    }
  }

  /** RDDs on the longest way through the stage, 0 where none was told. */
  int lineage() {
    return lineage.depth();
  }

  private void add(String scope) {
    Matcher name = NAME.matcher(scope);
    if (names.size() < MOST && name.find()) {
      names.add(Operator.plain(name.group(1)));
    }
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  List<String> names() {
    return List.copyOf(names);
  }
}
