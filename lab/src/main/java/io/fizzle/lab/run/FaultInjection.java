package io.fizzle.lab.run;

import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.spark.ChildProcess;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries one fault out while the application runs; told regularly that time goes on. */
final class FaultInjection {
  /** {@code DiskBlockManager.scala}, in the executor's own log. */
  private static final Pattern LOCAL_DIRECTORY =
      Pattern.compile("DiskBlockManager: Created local directory at (\\S+)");

  private final Fault fault;
  private final Cluster cluster;
  private final ChildProcess driver;
  private final LogFile driverLog;
  private final Progress progress;
  private @Nullable Instant due;
  private boolean done;

  FaultInjection(
      Fault fault, Cluster cluster, ChildProcess driver, LogFile driverLog, Progress progress) {
    this.fault = fault;
    this.cluster = cluster;
    this.driver = driver;
    this.driverLog = driverLog;
    this.progress = progress;
  }

  /** Acts where the time has come; does nothing before and after. */
  void poll() throws IOException, InterruptedException {
    if (done) {
      return;
    }
    if (due == null && driverLog.find(fault.after()).isPresent()) {
      due = Instant.now().plus(fault.delay());
    }
    if (due != null && !Instant.now().isBefore(due)) {
      done = true;
      progress.step("the lab " + fault.action().story());
      act();
    }
  }

  private void act() throws IOException, InterruptedException {
    if (fault.action() instanceof Fault.SignalExecutor signal) {
      send(signal.signal(), executor(signal.executor()));
    } else if (fault.action() instanceof Fault.SignalDriver signal) {
      send(signal.signal(), driver.handle());
    } else if (fault.action() instanceof Fault.KillWorker kill) {
      ProcessHandle worker = cluster.worker(kill.worker());
      List<ProcessHandle> executors = worker.descendants().toList();
      worker.destroyForcibly();
      executors.forEach(ProcessHandle::destroyForcibly);
    } else if (fault.action() instanceof Fault.DeleteShuffleFiles delete) {
      deleteShuffleFiles(delete.executor());
    }
  }

  private ProcessHandle executor(String id) {
    return cluster
        .executor(id)
        .orElseThrow(() -> new LabException("executor " + id + " was gone already"));
  }

  private static void send(String signal, ProcessHandle process)
      throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new LabException("the signal could not be sent");
    }
  }

  private void deleteShuffleFiles(String executor) throws IOException {
    MatchResult place =
        new LogFile(executorLog(executor))
            .find(LOCAL_DIRECTORY)
            .orElseThrow(() -> new LabException("executor " + executor + " has no local folder"));
    try (Stream<Path> files = Files.walk(Path.of(place.group(1)))) {
      for (Path file : files.filter(FaultInjection::isShuffleFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isShuffleFile(Path file) {
    return Files.isRegularFile(file) && String.valueOf(file.getFileName()).startsWith("shuffle_");
  }

  /** The standard error of the newest application's executor, wherever it runs. */
  private Path executorLog(String executor) throws IOException {
    String application =
        driverLog
            .find(Submission.CONNECTED)
            .orElseThrow(() -> new LabException("the application has no id yet"))
            .group(1);
    for (int worker = 1; worker <= cluster.shape().workers(); worker++) {
      Path log =
          cluster.folder().work(worker).resolve(application).resolve(executor).resolve("stderr");
      if (Files.exists(log)) {
        return log;
      }
    }
    throw new LabException("executor " + executor + " never ran");
  }
}
