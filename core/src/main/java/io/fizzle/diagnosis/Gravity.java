package io.fizzle.diagnosis;

import io.fizzle.incident.Incident;
import java.time.Instant;
import java.util.Comparator;

/**
 * Orders incidents: roots before consequences, what is wrong before what is benign, then by time.
 */
final class Gravity implements Comparator<Explained> {
  private final Comparator<Explained> order;

  Gravity(double threshold) {
    order =
        Comparator.comparing((Explained one) -> !one.isRoot())
            .thenComparing(one -> isBenign(one, threshold))
            .thenComparingInt(one -> rank(one.incident().kind()))
            .thenComparing(
                one -> one.incident().at(),
                Comparator.nullsLast(Comparator.<Instant>naturalOrder()));
  }

  static boolean isBenign(Explained one, double threshold) {
    return one.topFrom(threshold).filter(top -> top.cause().isBenign()).isPresent();
  }

  private static int rank(Incident.Kind kind) {
    return switch (kind) {
      case DRIVER_LOST, APPLICATION_MASTER_LOST -> 0;
      case APPLICATION_FAILED -> 1;
      case EXECUTOR_LOST -> 2;
      case TASK_FAILED -> 3;
      case STAGE_FAILED -> 4;
      case JOB_FAILED -> 5;
    };
  }

  @Override
  public int compare(Explained one, Explained other) {
    return order.compare(one, other);
  }
}
