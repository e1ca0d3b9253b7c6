package io.fizzle.history;

/**
 * Where a run belongs.
 *
 * @param cluster the cluster that it ran on; several clusters may share one history
 * @param project project or namespace; what {@link Access} is given for
 * @param team who answers for it; empty where nobody said
 */
public record Origin(String cluster, String project, String team) {
  /** The name of a cluster or project that nobody named. */
  public static final String UNNAMED = "default";

  public Origin {
    cluster = cluster.isBlank() ? UNNAMED : cluster.strip();
    project = project.isBlank() ? UNNAMED : project.strip();
    team = team.strip();
  }
}
