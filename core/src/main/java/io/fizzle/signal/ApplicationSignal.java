package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts about the application as a whole: its identity, configuration and end. */
public sealed interface ApplicationSignal extends Signal {

  /**
   * Part of the application's identity; any component may be null where the line tells only some.
   */
  record Identified(
      Evidence evidence,
      @Nullable String id,
      @Nullable String name,
      @Nullable String sparkVersion,
      @Nullable String master,
      @Nullable String javaVersion)
      implements ApplicationSignal {}

  /** The application started at the evidence's time. */
  record Started(Evidence evidence) implements ApplicationSignal {}

  /**
   * Configuration properties that the application ran with.
   *
   * @param properties Spark properties as written, secrets already masked
   * @param complete true where this is Spark's own full list (event log), false for a file or
   *     single lines
   * @param places where single properties stand, as far as that is known better than by the
   *     evidence of them all
   */
  record Configured(
      Evidence evidence,
      Map<String, String> properties,
      boolean complete,
      Map<String, Evidence> places)
      implements ApplicationSignal {
    public Configured {
      properties = Map.copyOf(properties);
      places = Map.copyOf(places);
    }

    public Configured(Evidence evidence, Map<String, String> properties, boolean complete) {
      this(evidence, properties, complete, Map.of());
    }

    /** Where this property stands. */
    public Evidence place(String key) {
      return places.getOrDefault(key, evidence);
    }
  }

  /**
   * A {@code spark-submit} command has an option that {@code spark-submit} refuses: one that it
   * does not know, or {@code --conf} without {@code key=value}.
   *
   * @param option with its dashes
   * @param value the word that follows it, secrets masked; empty where there is none
   */
  record OptionRefused(Evidence evidence, String option, String value)
      implements ApplicationSignal {}

  /**
   * What the driver asks of the cluster manager for each executor of the default resource profile.
   *
   * @param properties the Spark properties that these sizes stand for, in force and not as written
   */
  record ExecutorsSized(Evidence evidence, Map<String, String> properties)
      implements ApplicationSignal {
    public ExecutorsSized {
      properties = Map.copyOf(properties);
    }
  }

  /**
   * The largest container that YARN gives, as its resource manager told the client.
   *
   * @param bytes of memory, more than 0
   */
  record ContainersCapped(Evidence evidence, long bytes) implements ApplicationSignal {}

  /**
   * {@code SparkListenerApplicationEnd}.
   *
   * @param exitCode Spark 4.0 and later; 0 also for caught failures and SIGTERM, so no proof of
   *     success
   */
  record Ended(Evidence evidence, @Nullable Integer exitCode) implements ApplicationSignal {}

  /**
   * Spark's REST API was asked before the application had ended: it ran, or its event log broke
   * off.
   */
  record Unfinished(Evidence evidence) implements ApplicationSignal {}

  /**
   * The driver began to stop its SparkContext in an orderly way.
   *
   * @param byShutdownHook not the code asked for it, but the JVM, which is going down: after the
   *     end of the program, an exit, SIGTERM or SIGINT
   */
  record Stopping(Evidence evidence, boolean byShutdownHook) implements ApplicationSignal {}

  /**
   * The driver, or an executor told by it, said that the shutdown was completed in an orderly way.
   */
  record Stopped(Evidence evidence) implements ApplicationSignal {}

  /**
   * The cluster manager's own verdict on the application.
   *
   * @param succeeded whether the final status was success
   * @param failure what the manager's text tells, with an empty message where none was given
   */
  record FinalStatus(Evidence evidence, boolean succeeded, Failure failure)
      implements ApplicationSignal {
    /** A status without a word of explanation. */
    public FinalStatus(Evidence evidence, boolean succeeded) {
      this(evidence, succeeded, Failure.of(FailureKind.OTHER, "", ""));
    }
  }

  /** The state in which the cluster manager's client saw the application when it asked. */
  record StateReported(Evidence evidence, State state) implements ApplicationSignal {}

  /** How far an application has come ({@code YarnApplicationState}, all versions). */
  enum State {
    /** Its first container does not run yet: every application passes through this. */
    WAITING,
    /** Its first container was launched, which has not said so itself. */
    LAUNCHED,
    RUNNING,
    ENDED
  }

  /** Events were lost or compacted away before they reached the log: counts are lower bounds. */
  record EvidenceLost(Evidence evidence, String what) implements ApplicationSignal {}

  /** No executor takes the application's tasks: resources are short, or executors die at start. */
  record Starved(Evidence evidence, String what) implements ApplicationSignal {}
}
