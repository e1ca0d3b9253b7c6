package io.fizzle.history.exchange;

import io.fizzle.evidence.Redaction;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Excerpt;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Masks secrets in what others exported, perhaps with an older Fizzle or by hand. */
final class Cleansing {
  private Cleansing() {}

  static RunRecord of(RunRecord record) {
    return new RunRecord(
        run(record.run()),
        record.exposures(),
        record.failures().stream().map(Cleansing::failure).toList());
  }

  private static ApplicationRun run(ApplicationRun run) {
    Map<String, String> clean = new TreeMap<>();
    run.configuration()
        .forEach(
            (key, value) ->
                clean.put(
                    key, Redaction.isSecretKey(key) ? Redaction.MASK : Redaction.redact(value)));
    return run.configured(clean);
  }

  private static FailureEvent failure(FailureEvent failure) {
    List<Excerpt> excerpts =
        failure.excerpts().stream()
            .map(
                one ->
                    new Excerpt(
                        one.source(),
                        one.line(),
                        one.time(),
                        Redaction.redact(one.text()),
                        Redaction.redact(one.says())))
            .toList();
    return failure.said(Redaction.redact(failure.message()), excerpts);
  }
}
