package io.fizzle.cli;

import io.fizzle.Investigation;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.history.History;
import io.fizzle.history.HistoryProblem;
import io.fizzle.history.Origin;
import io.fizzle.history.RunRecord;
import io.fizzle.history.recording.Recording;
import io.fizzle.history.settings.Settings;
import io.fizzle.history.store.Stores;
import io.fizzle.report.SourceUse;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** Takes down what is diagnosed, and keeps it once all is told. */
final class Recorder implements Investigation.Listener, AutoCloseable {
  /** So many wait in memory at most. */
  private static final int AT_ONCE = 200;

  private final HistoryDoor door;
  private final Recording recording;
  private final History history;
  private final List<RunRecord> waiting = new ArrayList<>();
  private int recorded;
  private @Nullable HistoryProblem problem;

  private Recorder(HistoryDoor door, Recording recording, History history) {
    this.door = door;
    this.recording = recording;
    this.history = history;
  }

  /** Opens the history before anything is read: who cannot record should learn it at once. */
  static Recorder open(HistoryDoor door, RecordOptions options) {
    Settings settings = door.settings();
    Recording recording =
        new Recording(
            given(options.cluster(), settings.cluster()),
            given(options.project(), settings.project()),
            given(options.team(), settings.team()),
            Instant.now());
    try {
      return new Recorder(door, recording, Stores.open(door.place()));
    } catch (HistoryProblem e) {
      throw new ParameterException(
          door.spec().commandLine(), Foreign.shown(String.valueOf(e.getMessage())));
    }
  }

  private static String given(String option, String setting) {
    return option.isBlank() ? setting : option;
  }

  @Override
  public void diagnosed(Diagnosis diagnosis, List<SourceUse> sources) {
    if (sources.stream().noneMatch(SourceUse::used)) {
      return;
    }
    RunRecord run = recording.of(diagnosis, sources);
    Origin origin = run.run().origin();
    if (!door.access().permits(origin.project())) {
      throw new ParameterException(
          door.spec().commandLine(),
          "project "
              + Foreign.shown(origin.project())
              + " is not among the allowed_projects of the configuration. Give one of them with"
              + " --project");
    }
    waiting.add(run);
    if (waiting.size() == AT_ONCE) {
      keep();
    }
  }

  /** The first problem is told at the end: the diagnosis itself has none. */
  private void keep() {
    try {
      if (problem == null) {
        history.record(waiting);
        recorded += waiting.size();
      }
    } catch (HistoryProblem e) {
      problem = e;
    }
    waiting.clear();
  }

  /**
   * Keeps what is left.
   *
   * @return false where it could not be kept; why is told
   */
  boolean finish(PrintWriter err) {
    keep();
    if (problem != null) {
      err.println("fizzle: not recorded: " + Foreign.shown(String.valueOf(problem.getMessage())));
      return false;
    }
    String what = recorded == 1 ? "recorded 1 run" : "recorded " + recorded + " runs";
    err.println("fizzle: " + what + " in " + Foreign.shown(history.place()));
    return true;
  }

  @Override
  public void close() {
    history.close();
  }
}
