package io.fizzle.read.eventlog;

import io.fizzle.evidence.Redaction;
import io.fizzle.signal.QuerySignal.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@code sparkPlanInfo}: a tree of {@code nodeName, simpleString, children, metadata,
 * metrics} ({@code SparkPlanInfo.scala}, Spark 1.6 to 4.2), each node's children before its own
 * metrics. Nothing recurses.
 */
final class PlanReader {
  /** A plan beyond this is told by its first operators. */
  private static final int MOST_OPERATORS = 4096;

  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_NAME = 120;

  /** The metrics that findings ask for; all others only tie a stage to an operator. */
  private static final int MOST_METRICS = 40;

  private final List<Draft> drafts = new ArrayList<>();
  private boolean full;

  private static final class Draft {
    private final int depth;
    private String name = "";
    private String text = "";
    private final Map<String, Long> metrics = new HashMap<>();

    private Draft(int depth) {
      this.depth = depth;
    }

    private Operator operator() {
      return new Operator(name, text, depth, metrics);
    }
  }

  /** Reads the plan at the cursor; another value is passed over. */
  List<Operator> read(JsonCursor cursor) {
    drafts.clear();
    full = false;
    if (!cursor.enterObject()) {
      return List.of();
    }
    List<Draft> path = new ArrayList<>();
    path.add(draft(0));
    List<Boolean> inChildren = new ArrayList<>(List.of(false));
    while (!path.isEmpty()) {
      int last = path.size() - 1;
      if (inChildren.get(last)) {
        if (!cursor.nextElement()) {
          inChildren.set(last, false);
        } else if (cursor.enterObject()) {
          path.add(draft(path.size()));
          inChildren.add(false);
        }
      } else if (!cursor.nextField()) {
        path.remove(last);
        inChildren.remove(last);
      } else if (cursor.field() == Field.CHILDREN) {
        inChildren.set(last, cursor.enterArray());
      } else {
        readField(cursor, path.get(last));
      }
    }
    return drafts.stream().map(Draft::operator).toList();
  }

  private Draft draft(int depth) {
    Draft draft = new Draft(depth);
    full |= drafts.size() >= MOST_OPERATORS;
    if (!full) {
      drafts.add(draft);
    }
    return draft;
  }

  private static void readField(JsonCursor cursor, Draft draft) {
    switch (cursor.field()) {
      case NODE_NAME -> draft.name = cut(cursor.textOrEmpty(), LONGEST_NAME);
      case SIMPLE_STRING -> draft.text = Redaction.redact(cut(cursor.textOrEmpty(), LONGEST_TEXT));
      case METRICS -> readMetrics(cursor, draft);
      default -> cursor.skip();
    }
  }

  private static void readMetrics(JsonCursor cursor, Draft draft) {
    if (!cursor.enterArray()) {
      return;
    }
    while (cursor.nextElement()) {
      if (!cursor.enterObject()) {
        continue;
      }
      String name = "";
      long id = -1;
      while (cursor.nextField()) {
        switch (cursor.field()) {
          case NAME -> {
            String known = cursor.id();
            name = known == null ? "" : known;
          }
          case ACCUMULATOR_ID -> id = cursor.number(-1);
          default -> cursor.skip();
        }
      }
      if (id >= 0 && draft.metrics.size() < MOST_METRICS) {
        draft.metrics.put(withoutTotal(name), id);
      }
    }
  }

  /** Spark before 3.0 names sizes and times {@code data size total (min, med, max)}. */
  private static String withoutTotal(String name) {
    int total = name.indexOf(" total (min, med, max");
    return total < 0 ? name : name.substring(0, total);
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) + "…" : text;
  }
}
