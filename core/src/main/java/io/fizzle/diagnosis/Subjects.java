package io.fizzle.diagnosis;

import io.fizzle.incident.Incident;
import java.util.Locale;

/** Names what an incident happened to, to begin a sentence. */
public final class Subjects {

  private Subjects() {}

  /** For example {@code Executor 7 on host-3} or {@code Task 5 of stage 0}. */
  public static String name(Incident incident) {
    Incident.Subject subject = incident.subject();
    return switch (incident.kind()) {
      case EXECUTOR_LOST ->
          subject.executor() == null
              ? "A process"
              : "Executor "
                  + subject.executor()
                  + (subject.host() == null ? "" : " on " + subject.host());
      case DRIVER_LOST -> "The driver";
      case APPLICATION_MASTER_LOST -> "The application master";
      case TASK_FAILED ->
          subject.task() == null || subject.stage() == null
              ? "A task"
              : "Task " + subject.task() + " of stage " + subject.stage();
      case STAGE_FAILED, JOB_FAILED ->
          subject.stage() == null ? "A job" : "Stage " + subject.stage();
      case APPLICATION_FAILED -> "The application";
    };
  }

  /** The same to stand within a sentence: {@code executor 7 on host-3}. */
  public static String nameWithin(Incident incident) {
    String name = name(incident);
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
