package io.fizzle.cli;

import io.fizzle.history.FailureEvent;
import io.fizzle.history.History;
import io.fizzle.history.analysis.Analysis;
import io.fizzle.history.analysis.Answer;
import io.fizzle.history.analysis.Remedies;
import io.fizzle.history.analysis.Similar;
import io.fizzle.history.analysis.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Answers the questions of {@code fizzle history}; each gives the exit code. */
record Answering(HistoryDoor door, AnswerOptions form) {

  int analyze(QuestionOptions options) {
    return deliver(
        store ->
            Analysis.of(
                store, door.access(), Answers.question(options, store, door), door.settings()));
  }

  int statistics(QuestionOptions options) {
    return deliver(
        store ->
            Statistics.of(
                store,
                door.access(),
                Answers.question(options, store, door),
                door.settings().prices()));
  }

  /** Against a cause; or of a failure, where an id is given. */
  int remedies(String cause, String application, String failure) {
    return deliver(
        store ->
            Remedies.of(
                store,
                door.access(),
                failure.isEmpty()
                    ? new Remedies.Subject(cause, application, "")
                    : subject(Evidenced.recorded(failure, store, door)),
                Instant.now()));
  }

  private static Remedies.Subject subject(FailureEvent failure) {
    return new Remedies.Subject(
        failure.cause(), failure.program().application(), failure.signature());
  }

  /** To what a path tells, or to a failure with this id. */
  int similar(String subject) {
    boolean isPath = Evidenced.isPath(subject);
    // before the history is opened: reading may take its time
    List<FailureEvent> read = isPath ? Evidenced.failures(subject, door) : List.of();
    return deliver(
        store ->
            Similar.to(
                isPath ? read : List.of(Evidenced.recorded(subject, store, door)),
                store,
                door.access()));
  }

  private int deliver(Function<History, Answer> answer) {
    return door.reading(opened -> Answers.deliver(answer.apply(opened.store()), form, door.spec()));
  }
}
