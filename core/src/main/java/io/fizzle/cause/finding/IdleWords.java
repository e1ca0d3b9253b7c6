package io.fizzle.cause.finding;

import io.fizzle.application.Idle;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.ResourceRemedies;
import io.fizzle.remedy.SparkConf;
import java.util.ArrayList;
import java.util.List;

/** What each reason for an idle core means, and what helps. */
final class IdleWords {

  private IdleWords() {}

  static String of(Idle reason) {
    return switch (reason) {
      case BETWEEN_JOBS -> "while no job ran: the driver worked on its own, or waited";
      case DRIVER -> "while a job ran and none of its stages: planning, collecting, committing";
      case FEW_TASKS -> "because the running stages had fewer tasks than cores";
      case TAIL -> "while only the last tasks of a stage ran";
      case UNASSIGNED -> "although tasks waited: for a place they prefer, or for the driver";
    };
  }

  static List<Remedy> remedies(Idle reason, SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    switch (reason) {
      case BETWEEN_JOBS, DRIVER -> {
        remedies.addAll(ResourceRemedies.driverWork());
        remedies.addAll(ResourceRemedies.idleExecutors(conf));
      }
      case FEW_TASKS, TAIL -> remedies.addAll(ResourceRemedies.idleExecutors(conf));
      case UNASSIGNED -> remedies.addAll(ResourceRemedies.schedulerDelay(false));
    }
    return remedies;
  }
}
