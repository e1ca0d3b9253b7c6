package io.fizzle.history.store;

import io.fizzle.history.Access;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;

/** Prints how many runs there are. */
final class CountLoop {
  private CountLoop() {}

  public static void main(String[] arguments) {
    try (History history = Stores.openExisting(arguments[0])) {
      long[] found = {0};
      history.runs(Access.everything(), Filter.ALL, run -> found[0]++);
      System.out.println(found[0]);
    } catch (HistoryProblem e) {
      System.out.println(e.kind());
    }
  }
}
