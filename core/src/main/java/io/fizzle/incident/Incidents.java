package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Finds what needs explaining in an application, each thing once. */
public final class Incidents {

  private Incidents() {}

  /**
   * All incidents, causes before consequences where that is known: processes lost, tasks failed,
   * the driver's own trouble, failed jobs, the application's failure, and last what only looks like
   * trouble.
   */
  public static List<Incident> find(Application application) {
    Nodes nodes = new Nodes(application);
    List<Incident> incidents = new ArrayList<>();
    List<Incident.ExecutorLost> lost = ExecutorLosses.find(application, nodes);
    incidents.addAll(lost);
    incidents.addAll(TaskFailures.find(application, lost, nodes));
    MasterTroubles.find(application).ifPresent(incidents::add);
    DriverTroubles.find(application).ifPresent(incidents::add);
    incidents.addAll(JobFailures.find(application));
    ApplicationFailures.find(application, incidents).ifPresent(incidents::add);
    if (incidents.isEmpty() && application.outcome() != Outcome.SUCCEEDED) {
      ExecutorLosses.ofFragment(application).ifPresent(incidents::add);
    }
    TaskFailures.copiesKilled(application).ifPresent(incidents::add);
    return List.copyOf(incidents);
  }
}
