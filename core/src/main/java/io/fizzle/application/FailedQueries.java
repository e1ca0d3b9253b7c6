package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.WorkSignal.JobEnded;
import io.fizzle.signal.WorkSignal.JobStarted;
import io.fizzle.signal.WorkSignal.QueryEnded;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Queries that ended with an error, as event logs tell them.
 *
 * <p>A query can fail on the driver's side without a failed job: while its result is collected, its
 * broadcast is built or its plan is made. The program sees an exception. Whether it caught it the
 * event log does not say; work that succeeds afterwards shows that it did.
 */
public final class FailedQueries {
  /** In the order of one log where times are the same: Spark writes milliseconds. */
  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(
              Evidence::time, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparingLong(Evidence::line);

  private FailedQueries() {}

  /** The last query, where it ended with an error and nothing succeeded after it. */
  public static Optional<QueryEnded> last(Facts application) {
    return application.all(QueryEnded.class).stream()
        .max(Comparator.comparing(QueryEnded::evidence, ORDER))
        .filter(query -> query.failure() != null)
        .filter(query -> !jobSucceededAfter(query.evidence(), application));
  }

  /** What cites the failed queries that the program left behind it, successfully. */
  public static Set<Evidence> recovered(Facts application) {
    Set<Evidence> failed =
        application.all(QueryEnded.class).stream()
            .filter(query -> query.failure() != null)
            .map(QueryEnded::evidence)
            .collect(Collectors.toSet());
    last(application).map(QueryEnded::evidence).ifPresent(failed::remove);
    return failed;
  }

  /** A job that began after it: one that began before may be the failed query's own. */
  private static boolean jobSucceededAfter(Evidence failed, Facts application) {
    Set<Integer> later =
        application.all(JobStarted.class).stream()
            .filter(job -> ORDER.compare(job.evidence(), failed) > 0)
            .map(JobStarted::jobId)
            .collect(Collectors.toSet());
    return application.all(JobEnded.class).stream()
        .anyMatch(job -> job.failure() == null && later.contains(job.jobId()));
  }
}
