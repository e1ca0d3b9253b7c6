package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Causes;
import io.fizzle.cause.LastSeen;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.incident.Incident.ProcessLost;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What flight recorders last saw, where the verdict is undetermined: known, and no cause. */
public final class LastKnown {
  /** Of a folder full of recordings those that say most. */
  private static final int MOST_PROCESSES = 4;

  private LastKnown() {}

  /** Empty where the verdict names a cause, and where nothing was recorded. */
  public static List<Reading> of(Diagnosis diagnosis) {
    if (!diagnosis.verdict().cause().equals(Causes.UNDETERMINED)) {
      return List.of();
    }
    String incident = diagnosis.verdict().incident();
    return incident == null
        ? ofRecordings(diagnosis.application())
        : diagnosis
            .incident(incident)
            .map(Explained::incident)
            .flatMap(one -> one instanceof ProcessLost lost ? LastSeen.of(lost) : Optional.empty())
            .stream()
            .toList();
  }

  /** Those that break off come first, and of them those of which most had run out. */
  private static List<Reading> ofRecordings(Application application) {
    return lives(application)
        .filter(life -> life.vitals().isPresent())
        .sorted(
            Comparator.comparing((ProcessLife life) -> !breaksOff(life))
                .thenComparing(life -> -readings(life).size()))
        .limit(MOST_PROCESSES)
        .flatMap(life -> readings(life).stream().map(reading -> named(life, reading)))
        .toList();
  }

  /** True where a recording stops without having been closed by its process. */
  public static boolean breaksOff(ProcessLife life) {
    return life.vitals()
        .flatMap(profile -> profile.end())
        .filter(end -> !end.orderly())
        .isPresent();
  }

  private static Stream<ProcessLife> lives(Application application) {
    return Stream.of(
            application.executors().values().stream(),
            Stream.of(application.driver()),
            Stream.of(application.anonymous()))
        .flatMap(lives -> lives);
  }

  private static List<Reading> readings(ProcessLife life) {
    return life.vitals().map(LastSeen::of).orElse(List.of());
  }

  private static Reading named(ProcessLife life, Reading reading) {
    return new Reading(reading.evidence(), life.owner().label() + ": " + reading.says());
  }
}
