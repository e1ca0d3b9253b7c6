package io.fizzle.read.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Thread dumps of an application that runs: the driver's and those of the executors that work most.
 * Spark asks each executor for its dump when it is asked itself, so few are asked, for a short
 * time, and none any more after one that does not answer.
 */
record LiveThreads(Web web, SparkServer.Keeper keeper) {
  private static final int MOST_EXECUTORS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Gets them; what is not to be had is left out.
   *
   * @param root address of the application
   * @param executors as {@code /executors} lists them, the driver among them
   */
  void collect(String root, List<RestObject> executors) {
    List<String> ids = new ArrayList<>(List.of("driver"));
    executors.stream()
        .filter(executor -> executor.is("isActive"))
        .filter(executor -> !executor.textOrEmpty("id").equals("driver"))
        .filter(executor -> executor.number("activeTasks", 0) > 0)
        .sorted(Comparator.comparing((RestObject one) -> -one.number("activeTasks", 0)))
        .limit(MOST_EXECUTORS)
        .forEach(executor -> ids.add(executor.textOrEmpty("id")));
    try {
      for (String id : ids) {
        if (id.matches("driver|[0-9]{1,9}")) {
          keep(root + "/executors/" + id + "/threads");
        }
      }
    } catch (IOException noAnswer) {
      // the dumps add to what was got already, and whoever does not answer now stands still
    }
  }

  private void keep(String url) throws IOException {
    try (Web.Reply reply = web.get(url, PATIENCE)) {
      if (reply.isOk() && !reply.isPage()) {
        keeper.keep(url, reply.body());
      }
    }
  }
}
