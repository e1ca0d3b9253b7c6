package io.fizzle.history.digest;

import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.History;
import io.fizzle.history.Program;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Samples;
import io.fizzle.history.analysis.News;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.analysis.Window;
import io.fizzle.history.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** News of a day on which one of two runs failed. */
final class SampleNews {
  /** What an application may be called by who means harm. */
  static final String HOSTILE =
      "inv\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script> & <!channel> @here"
          + " [open](https://evil.example.org)";

  private SampleNews() {}

  static News of(Path folder, String application) {
    try (History history = Stores.open(folder.resolve("history.db").toString())) {
      history.record(
          List.of(
              named(Samples.healthy("r1", "sales", Samples.START), application),
              named(
                  Samples.failed("r2", "sales", Samples.START.plus(Duration.ofHours(2))),
                  application)));
      return News.of(history, Access.everything(), day("2026-11-02"));
    }
  }

  static Question day(String day) {
    java.time.Instant from = java.time.Instant.parse(day + "T00:00:00Z");
    return new Question(new Window(from, from.plus(Duration.ofDays(1))), Map.of());
  }

  private static RunRecord named(RunRecord record, String application) {
    Program program = new Program(application, "4.1.1", "spark:7");
    ApplicationRun run = record.run();
    return new RunRecord(
        new ApplicationRun(
            run.id(),
            run.origin(),
            program,
            run.applicationId(),
            run.attempt(),
            run.manager(),
            run.started(),
            run.ended(),
            run.outcome(),
            run.cause(),
            run.confidence(),
            run.resources(),
            run.use(),
            run.configuration(),
            run.exposed(),
            run.evidenceBytes(),
            run.recorded()),
        record.exposures(),
        record.failures().stream().map(failure -> named(failure, program)).toList());
  }

  private static FailureEvent named(FailureEvent failure, Program program) {
    return new FailureEvent(
        failure.id(),
        failure.run(),
        failure.origin(),
        program,
        failure.type(),
        failure.cause(),
        failure.confidence(),
        failure.fatal(),
        failure.phase(),
        failure.at(),
        failure.signature(),
        failure.message(),
        failure.occurrences(),
        failure.victims(),
        failure.lostCoreHours(),
        failure.excerpts(),
        failure.candidates(),
        failure.resolution());
  }
}
