package io.fizzle.read.log;

import java.util.Map;

/** Which container holds which executor, and which executors somebody asked to end. */
final class LaunchLedger {
  private static final int MOST = 4096;

  private final Map<String, String> executorByContainer = new Bounded<>(MOST);
  private final Map<String, Boolean> killAsked = new Bounded<>(MOST);
  private boolean clusterShutdown;
  private String waiting = "";

  void launched(String container, String executorId) {
    executorByContainer.put(container, executorId);
  }

  /** The executor in a container, empty where no line told. */
  String executorIn(String container) {
    return executorByContainer.getOrDefault(container, "");
  }

  void askedToKill(String executor) {
    killAsked.put(executor, true);
  }

  boolean wasAskedToKill(String executor) {
    return killAsked.containsKey(executor);
  }

  /**
   * The whole cluster goes down with the application (local-cluster mode): lost workers mean
   * nothing.
   */
  void shutsCluster() {
    clusterShutdown = true;
  }

  boolean isClusterShutdown() {
    return clusterShutdown;
  }

  /** True for the first of several equal reports in a row. */
  boolean isNews(String report) {
    boolean news = !report.equals(waiting);
    waiting = report;
    return news;
  }
}
