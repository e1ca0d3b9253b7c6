package io.fizzle.cli;

import io.fizzle.history.FailureEvent;
import io.fizzle.history.Feedback;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.learning.LabelledWeighing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What people said of recorded diagnoses, as cases to learn from. */
final class FeedbackWeighings {
  private FeedbackWeighings() {}

  /** Of all feedback that says what the cause was; that it was wrong alone teaches nothing. */
  static List<LabelledWeighing> of(HistoryDoor door, CommandSpec spec) {
    List<LabelledWeighing> weighings = new ArrayList<>();
    door.reading(
        opened -> {
          History store = opened.store();
          List<Feedback> said = new ArrayList<>();
          store.feedback(door.access(), Filter.ALL, said::add);
          said.forEach(one -> weighing(one, store, door).ifPresent(weighings::add));
          spec.commandLine()
              .getErr()
              .println(
                  "fizzle: learning from %d of %d pieces of feedback"
                      .formatted(weighings.size(), said.size()));
          return ExitCode.NOTHING_WRONG;
        });
    return weighings;
  }

  private static Optional<LabelledWeighing> weighing(
      Feedback said, History store, HistoryDoor door) {
    if (said.actual().isEmpty()) {
      return Optional.empty();
    }
    return store
        .failure(door.access(), said.failure())
        .filter(failure -> !failure.candidates().isEmpty())
        .map(failure -> weighing(said, failure));
  }

  /** Failures that are alike teach the same: they never judge one another. */
  private static LabelledWeighing weighing(Feedback said, FailureEvent failure) {
    return new LabelledWeighing(
        "feedback on " + failure.id(),
        "feedback " + failure.program().application() + " " + failure.signature(),
        failure.candidates().stream()
            .map(
                one ->
                    new LabelledWeighing.Candidate(
                        one.cause(), one.net(), one.cause().equals(said.actual())))
            .toList());
  }
}
