package io.fizzle.spark.recorder;

import io.fizzle.evidence.Owner;
import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.Guard;
import io.fizzle.spark.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records one process: probes, ring file, and whoever else wants each sample. */
public final class FlightRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("io.fizzle");

  private final Guard ringGuard = new Guard("writing the flight recording");
  private final TaskProbe tasks = new TaskProbe();
  private final Sampler sampler;
  private final Recording recording;

  private FlightRecorder(
      Settings settings,
      List<String> localDirectories,
      Recording recording,
      Consumer<VitalSigns> listener) {
    this.recording = recording;
    List<File> directories =
        localDirectories.stream().map(File::new).filter(File::isDirectory).toList();
    this.sampler =
        new Sampler(
            List.of(
                new HeapProbe(),
                new GcProbe(),
                new ProcessProbe(),
                new CgroupProbe(),
                new DiskProbe(directories),
                tasks),
            settings.intervalMillis(),
            signs -> {
              ringGuard.run(() -> recording.write(signs));
              listener.accept(signs);
            });
  }

  /**
   * Begins to record.
   *
   * @param identity of the process, see {@link #identity}; asked for again while it has no id of an
   *     application
   * @param localDirectories where Spark spills
   * @param listener gets each sample, on the recorder's thread
   */
  public static FlightRecorder start(
      Settings settings,
      Supplier<Header> identity,
      List<String> localDirectories,
      Consumer<VitalSigns> listener) {
    FlightRecorder recorder =
        new FlightRecorder(
            settings,
            localDirectories,
            new Recording(identity, known -> openRing(settings, known, localDirectories)),
            listener);
    recorder.sampler.start();
    return recorder;
  }

  /** Who this process is. */
  public static Header identity(
      Settings settings, String application, String executor, String host) {
    return Header.opened(
        application,
        executor,
        host,
        ProcessHandle.current().pid(),
        ManagementFactory.getRuntimeMXBean().getStartTime(),
        settings.intervalMillis(),
        (int) Math.max(60, settings.keepSeconds() * 1_000L / settings.intervalMillis()));
  }

  private static Optional<RingFile> openRing(
      Settings settings, Header identity, List<String> localDirectories) {
    Optional<RingPlace> place =
        RingPlace.choose(
            settings.ringDirectory(),
            Owner.executor(identity.executor()).isDriver(),
            localDirectories,
            Map.of(
                "spark.yarn.app.container.log.dir",
                System.getProperty("spark.yarn.app.container.log.dir", ""),
                "user.dir",
                System.getProperty("user.dir", ""),
                "java.io.tmpdir",
                System.getProperty("java.io.tmpdir", "")));
    if (place.isEmpty()) {
      LOG.warn(
          "Fizzle: no writable folder for the flight recording{}; vitals still go to the driver",
          settings.ringDirectory() == null
              ? ""
              : " (spark.fizzle.recorder.dir is " + settings.ringDirectory() + ")");
      return Optional.empty();
    }
    try {
      RingFile ring = RingFile.create(place.get(), identity);
      LOG.info("Fizzle: flight recording in {}", ring.path());
      return Optional.of(ring);
    } catch (IOException unwritable) {
      LOG.warn(
          "Fizzle: cannot write the flight recording in {} ({}); vitals still go to the driver",
          place.get().folder(),
          unwritable.toString());
      return Optional.empty();
    }
  }

  /** To be called on a task's thread before its body. */
  public void taskStarted(TaskContext task) {
    tasks.started(task);
  }

  /** To be called on a task's thread after its body. */
  public void taskEnded() {
    tasks.ended();
  }

  /** The process as it is now. */
  public VitalSigns sample() {
    return sampler.sample(0);
  }

  /** Takes a last sample and closes the recording in order. */
  @Override
  public void close() {
    sampler.stop();
    ringGuard.run(() -> recording.close(sampler.sample(0)));
    sampler.close();
  }
}
