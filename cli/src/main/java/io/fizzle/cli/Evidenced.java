package io.fizzle.cli;

import io.fizzle.Investigation;
import io.fizzle.history.RunRecord;
import io.fizzle.history.recording.Recording;
import io.fizzle.read.Limits;
import io.fizzle.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a path tells, as it would be recorded; nothing is. */
final class Evidenced {
  private Evidenced() {}

  /** Each application in it, the foremost first. */
  static List<RunRecord> runs(String path, CommandSpec spec) {
    Investigation.Options options =
        new Investigation.Options(Map.of(), null, List.of(), Limits.DEFAULT);
    Report report =
        new Investigation(options, (source, number, total, size) -> {}).investigate(List.of(path));
    if (!report.hasRead()) {
      throw new ParameterException(
          spec.commandLine(),
          "nothing could be read of "
              + Foreign.shown(path)
              + ". fizzle diagnose says what it is, and why");
    }
    List<RunRecord> runs = new ArrayList<>();
    for (Report one : report.each()) {
      runs.add(new Recording("", "", "", Instant.now()).of(one.diagnosis(), one.sources()));
    }
    return runs;
  }
}
