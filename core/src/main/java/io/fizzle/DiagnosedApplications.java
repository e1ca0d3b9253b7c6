package io.fizzle;

import io.fizzle.application.Application;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.diagnosis.Foremost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Diagnoses as they are made: the foremost stays whole, the others do while they are few. A folder
 * of a thousand event logs would else be a thousand pictures in memory. Not thread-safe.
 */
final class DiagnosedApplications {
  private static final int MOST_WHOLE = 16;

  private final Comparator<Diagnosis> order = new Foremost();
  private final Diagnostician diagnostician;
  private final List<Diagnosis> all = new ArrayList<>();
  private int best;

  DiagnosedApplications(Diagnostician diagnostician) {
    this.diagnostician = diagnostician;
  }

  /** Diagnoses it; what comes back is whole. */
  Diagnosis add(Application application) {
    Diagnosis diagnosis = diagnostician.diagnose(application);
    all.add(diagnosis);
    int last = all.size() - 1;
    int worse = last;
    if (order.compare(diagnosis, all.get(best)) < 0) {
      worse = best;
      best = last;
    }
    if (all.size() == MOST_WHOLE + 1) {
      for (int i = 0; i < all.size(); i++) {
        outline(i);
      }
    } else if (all.size() > MOST_WHOLE) {
      outline(worse);
    }
    return diagnosis;
  }

  private void outline(int number) {
    if (number != best) {
      all.set(number, all.get(number).outline());
    }
  }

  List<Diagnosis> all() {
    return List.copyOf(all);
  }
}
