package io.fizzle.cli;

import io.fizzle.evidence.Redaction;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Feedback;
import io.fizzle.history.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.ParameterException;

/** Keeps what somebody says of a recorded diagnosis. */
record Opinion(HistoryDoor door) {

  int keep(String id, boolean right, String cause, String note, String by) {
    return door.reading(
        opened -> {
          FailureEvent failure =
              opened
                  .store()
                  .failure(door.access(), id)
                  .orElseThrow(
                      () ->
                          problem(
                              "no failure has the id "
                                  + Foreign.shown(id)
                                  + ". fizzle history show RUN shows those of a run"));
          if (!right && cause.equals(failure.cause())) {
            throw problem("--cause: " + cause + " is what the diagnosis said");
          }
          // who says it again says it instead
          Feedback feedback =
              new Feedback(
                  Ids.of('b', failure.id(), by),
                  failure.id(),
                  failure.origin(),
                  right,
                  failure.cause(),
                  right ? failure.cause() : cause,
                  Redaction.redact(note),
                  by,
                  Instant.now().truncatedTo(ChronoUnit.MILLIS));
          opened.store().recordFeedback(List.of(feedback));
          door.spec()
              .commandLine()
              .getOut()
              .println("kept: " + failure.cause() + " is " + (right ? "right" : "wrong"));
          door.spec().commandLine().getOut().flush();
          return ExitCode.NOTHING_WRONG;
        });
  }

  private ParameterException problem(String what) {
    return new ParameterException(door.spec().commandLine(), what);
  }
}
