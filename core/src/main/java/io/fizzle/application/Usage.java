package io.fizzle.application;

import java.util.List;
import java.util.Map;

/**
 * What the application did with what it held.
 *
 * @param cores what became of the cores
 * @param queries its SQL queries
 * @param paces hosts and executors beside the others
 * @param hosts the host of each executor
 * @param peaks memory of the executors, those that ran tasks
 */
public record Usage(
    CoreUse cores,
    Queries queries,
    List<Pace> paces,
    Map<String, String> hosts,
    List<MemoryPeak> peaks) {
  public Usage {
    paces = List.copyOf(paces);
    hosts = Map.copyOf(hosts);
    peaks = List.copyOf(peaks);
  }
}
