package io.fizzle.history.analysis;

import java.util.List;

/**
 * What an analysis looks at of one failure.
 *
 * @param run number of its run in the database
 * @param at milliseconds since 1970
 * @param nodes on which it took a process, each once
 * @param resolved milliseconds since 1970; 0 while it is open
 */
public record EventLine(
    long run,
    String type,
    String cause,
    boolean fatal,
    long at,
    double lostCoreHours,
    String resolution,
    long resolved,
    List<String> nodes) {
  public EventLine {
    nodes = List.copyOf(nodes);
  }
}
