package io.fizzle.history.settings;

import io.fizzle.history.Access;
import java.util.List;
import java.util.Optional;

/**
 * The configuration file's settings.
 *
 * @param db where the history is: a file or {@code postgresql://…}; empty for the default place
 * @param cluster name of the cluster that runs are recorded under
 * @param project likewise
 * @param team likewise
 * @param lookbackDays over which questions look back where they do not say, days, 1 to 3650
 * @param patternThreshold from how many failures on something may be a pattern, 3 to 1000
 * @param retentionDays runs older than this many days go with {@code prune}; 0 for no limit
 * @param retentionBytes the size that {@code prune} shrinks to; 0 for no limit
 * @param digest where digests go
 * @param allowedProjects the only projects that may be seen and written; empty where all may
 * @param enableAutoRemediation whether Fizzle may change anything by itself; false unless switched
 *     on. Nothing changes anything yet: reserved for the recovery on Kubernetes
 */
public record Settings(
    String db,
    String cluster,
    String project,
    String team,
    int lookbackDays,
    int patternThreshold,
    int retentionDays,
    long retentionBytes,
    Prices prices,
    Digests digest,
    Optional<List<String>> allowedProjects,
    boolean enableAutoRemediation) {

  /** As without a file. */
  public static final Settings DEFAULT =
      new Settings(
          "", "", "", "", 7, 3, 0, 0, Prices.UNKNOWN, Digests.NONE, Optional.empty(), false);

  /** What may be seen. */
  public Access access() {
    return allowedProjects.map(Access::to).orElseGet(Access::everything);
  }
}
