package io.fizzle.history;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A history that can be asked and written. All reading is streamed: a consumer sees one row after
 * the other, and memory does not grow with their number.
 *
 * <p>Every method may throw a {@link HistoryProblem}. Safe for use by several threads and, on the
 * same database, by several processes.
 */
public interface History extends AutoCloseable {

  /**
   * Records runs; when it returns they are kept, all of them, whatever happens next. A run that is
   * known already is replaced, or stays: see {@link Recorded}. Runs that succeed after a failure of
   * their application verify what was changed between.
   *
   * @return what became of each, in their order
   */
  List<Recorded> record(List<RunRecord> runs);

  /** Records one run; see {@link #record(List)}. */
  default Recorded record(RunRecord run) {
    return record(List.of(run)).get(0);
  }

  /** Keeps what people said; the same id again replaces it. */
  void recordFeedback(List<Feedback> feedback);

  /** Keeps attempts; the same id again replaces it. */
  void recordAttempts(List<SolutionAttempt> attempts);

  void runs(Access access, Filter filter, Consumer<? super ApplicationRun> each);

  /** With {@link Filter#limit} 0 in the order of their time. */
  void failures(Access access, Filter filter, Consumer<? super FailureEvent> each);

  /** The executors of runs that the filter asks for. */
  void exposures(Access access, Filter filter, Consumer<? super Exposure> each);

  /** The filter's time counts in whole days; of its fields, cluster, project and cause count. */
  void correlations(
      Access access,
      Filter filter,
      FailureCorrelation.Kind kind,
      Consumer<? super FailureCorrelation> each);

  /** The filter's time counts in whole months. */
  void solutions(Access access, Filter filter, Consumer<? super FailureSolution> each);

  void attempts(Access access, Filter filter, Consumer<? super SolutionAttempt> each);

  void feedback(Access access, Filter filter, Consumer<? super Feedback> each);

  /** Everything of one run; empty where there is none, or access does not permit it. */
  Optional<RunRecord> run(Access access, String id);

  Optional<FailureEvent> failure(Access access, String id);

  /**
   * Asks in SQL what the other methods do not answer.
   *
   * <p>The statement names the tables of the schema and, in its WHERE, for each of them the alias
   * in braces: {@code SELECT f.cause, count(*) FROM failure_events f WHERE {f} GROUP BY f.cause}.
   * There the access and the filter are put in; a statement without is refused. Aliases: {@code r}
   * application_runs, {@code f} failure_events, {@code c} failure_correlations, {@code s}
   * failure_solutions, {@code a} solution_attempts, {@code b} feedback. {@code {r}} has to stand
   * for exposures too, joined to their run.
   *
   * @param arguments for the question marks, in their order: texts and numbers
   */
  void ask(Access access, Filter filter, String sql, List<?> arguments, Consumer<? super Row> each);

  /** Removes what is old; see {@link Retention}. */
  Pruned prune(Retention retention);

  /**
   * Writes a copy of one state of it.
   *
   * @param file where nothing is yet
   */
  void backup(Path file);

  /** Where it is, without a password, for people. */
  String place();

  /** Bytes that it takes on its disk. */
  long size();

  @Override
  void close();
}
