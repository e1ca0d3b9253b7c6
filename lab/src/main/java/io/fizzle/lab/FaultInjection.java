package io.fizzle.lab;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Carries a scenario's fault out while the application runs; told regularly that time goes on. */
final class FaultInjection {
  private final Fault fault;
  private final Cluster cluster;
  private final LogFile driverLog;
  private final Progress progress;
  private @Nullable Instant due;
  private boolean done;

  FaultInjection(Fault fault, Cluster cluster, LogFile driverLog, Progress progress) {
    this.fault = fault;
    this.cluster = cluster;
    this.driverLog = driverLog;
    this.progress = progress;
  }

  /** Acts where the time has come; does nothing before and after. */
  void poll() throws IOException, InterruptedException {
    if (!done && fault instanceof Fault.ProcessSignal signal) {
      poll(signal);
    }
  }

  private void poll(Fault.ProcessSignal signal) throws IOException, InterruptedException {
    if (due == null && driverLog.find(signal.after()).isPresent()) {
      due = Instant.now().plus(signal.delay());
    }
    if (due != null && !Instant.now().isBefore(due)) {
      done = true;
      send(signal);
    }
  }

  private void send(Fault.ProcessSignal signal) throws IOException, InterruptedException {
    ProcessHandle executor =
        cluster
            .executor(signal.executor())
            .orElseThrow(
                () -> new LabException("executor " + signal.executor() + " was gone already"));
    progress.step("SIG" + signal.signal() + " to executor " + signal.executor());
    Process kill =
        new ProcessBuilder("kill", "-s", signal.signal(), Long.toString(executor.pid())).start();
    if (kill.waitFor() != 0) {
      throw new LabException("the signal could not be sent");
    }
  }
}
