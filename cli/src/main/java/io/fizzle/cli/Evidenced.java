package io.fizzle.cli;

import io.fizzle.Investigation;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.History;
import io.fizzle.history.RunRecord;
import io.fizzle.history.recording.Recording;
import io.fizzle.history.settings.Settings;
import io.fizzle.read.Limits;
import io.fizzle.report.Report;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a path tells, as it would be recorded, which it is not; and what is recorded. */
final class Evidenced {
  private Evidenced() {}

  /** Each application in it, the foremost first. */
  static List<RunRecord> runs(String path, HistoryDoor door) {
    CommandSpec spec = door.spec();
    Settings settings = door.settings();
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
      Recording recording =
          new Recording(settings.cluster(), settings.project(), settings.team(), Instant.now());
      runs.add(recording.of(one.diagnosis(), one.sources()));
    }
    return runs;
  }

  /** The failures of all of them. */
  static List<FailureEvent> failures(String path, HistoryDoor door) {
    List<FailureEvent> failures = new ArrayList<>();
    runs(path, door).forEach(run -> failures.addAll(run.failures()));
    return failures;
  }

  /** True where it is there; ids and names of applications are mostly not. */
  static boolean isPath(String subject) {
    try {
      return Files.exists(Path.of(subject));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A recorded failure. */
  static FailureEvent recorded(String id, History store, HistoryDoor door) {
    return store
        .failure(door.access(), id)
        .orElseThrow(
            () ->
                new ParameterException(
                    door.spec().commandLine(),
                    "no path and no failure: "
                        + Foreign.shown(id)
                        + ". fizzle history show RUN shows the failures of a run"));
  }
}
