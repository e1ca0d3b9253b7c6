package io.fizzle.history.store;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.Samples;

/** Writes until the disk is full, and looks whether all that was acknowledged is there. */
final class FillLoop {
  private FillLoop() {}

  public static void main(String[] arguments) {
    int acknowledged = 0;
    String problem = "none";
    try (History history = Stores.open(arguments[0])) {
      try {
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
          history.record(Samples.failed("r" + i, "project-" + i, Samples.START.plusSeconds(i)));
          acknowledged++;
        }
      } catch (HistoryProblem e) {
        problem = e.kind().name();
      }
      long[] found = {0};
      history.runs(Access.everything(), Filter.ALL, run -> found[0]++);
      System.out.println(
          problem
              + (acknowledged > 0 && found[0] == acknowledged
                  ? ", all acknowledged are there"
                  : ", " + found[0] + " of " + acknowledged + " are there"));
    }
  }
}
