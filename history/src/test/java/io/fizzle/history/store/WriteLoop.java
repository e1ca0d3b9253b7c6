package io.fizzle.history.store;

import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Samples;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes failed runs, so many at once as the last argument says, else 50, and prints the number of
 * the last one of each batch once it is acknowledged; or the kind of the problem that stopped it.
 */
final class WriteLoop {
  private static final int AT_ONCE = 50;

  private WriteLoop() {}

  public static void main(String[] arguments) {
    String prefix = arguments[1];
    int from = Integer.parseInt(arguments[2]);
    int until = Integer.parseInt(arguments[3]);
    int atOnce = arguments.length > 4 ? Integer.parseInt(arguments[4]) : AT_ONCE;
    try (History history = Stores.open(arguments[0])) {
      for (int next = from; next < until; next += atOnce) {
        List<RunRecord> batch = new ArrayList<>();
        int end = Math.min(until, next + atOnce);
        for (int i = next; i < end; i++) {
          batch.add(
              Samples.failed(
                  "r" + prefix + i, "project-" + i % 1_000, Samples.START.plusSeconds(i)));
        }
        history.record(batch);
        System.out.println(end);
      }
    } catch (HistoryProblem e) {
      System.out.println(e.kind());
    }
  }
}
