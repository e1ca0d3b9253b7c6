package io.fizzle.report;

import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.Subjects;
import io.fizzle.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One incident, or several of the same kind, cause and root told as one.
 *
 * @param members at least one, in the order of the diagnosis
 */
record Occurrence(List<Explained> members) {
  private static final int MOST_NAMED = 6;

  /** Tells apart what may be told as one. */
  private record Sameness(Incident.Kind kind, @Nullable String root, String cause) {}

  /** The incidents with those of the same kind, cause and root told as one. */
  static List<Occurrence> of(List<Explained> incidents, double threshold) {
    Map<Sameness, List<Explained>> groups = new LinkedHashMap<>();
    for (Explained one : incidents) {
      groups.computeIfAbsent(sameness(one, threshold), key -> new ArrayList<>()).add(one);
    }
    return groups.values().stream().map(Occurrence::new).toList();
  }

  private static Sameness sameness(Explained one, double threshold) {
    String cause = one.topFrom(threshold).map(top -> top.cause().id()).orElse("");
    // what has no settled cause of its own is worth a line of its own, unless it is the same loss
    boolean alone = cause.isEmpty() && one.incident().kind() != Incident.Kind.EXECUTOR_LOST;
    return new Sameness(
        one.incident().kind(), one.rootIncident(), alone ? one.incident().id() : cause);
  }

  Explained first() {
    return members.get(0);
  }

  /** When the first of it happened; null where no source tells. */
  @Nullable Instant at() {
    return times().findFirst().orElse(null);
  }

  /** When the last of it happened, empty where that is the same second. */
  Optional<Instant> until() {
    Instant first = at();
    return times()
        .reduce((one, other) -> other)
        .filter(last -> first != null && last.getEpochSecond() > first.getEpochSecond());
  }

  private Stream<Instant> times() {
    return members.stream().map(one -> one.incident().at()).filter(Objects::nonNull).sorted();
  }

  /** What happened, as a sentence: {@code 6 executors lost: 0, 1, 2, 3, 4, 5}. */
  String what() {
    Incident incident = first().incident();
    if (members.size() == 1) {
      int times = incident.occurrences();
      return Subjects.name(incident) + " " + verb(incident) + (times > 1 ? " × " + times : "");
    }
    List<String> names =
        members.stream()
            .map(one -> shortName(one.incident()))
            .distinct()
            .sorted(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
            .toList();
    return members.size()
        + " "
        + plural(incident.kind())
        + ": "
        + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMED ? ", …" : "");
  }

  private static String verb(Incident incident) {
    return switch (incident.kind()) {
      case EXECUTOR_LOST -> "lost";
      case DRIVER_LOST, APPLICATION_MASTER_LOST -> "died";
      case TASK_FAILED ->
          incident instanceof Incident.TasksFailed tasks && tasks.areCopies() ? "killed" : "failed";
      case STAGE_FAILED, APPLICATION_FAILED -> "failed";
      case JOB_FAILED -> incident.subject().stage() == null ? "failed" : "and its job failed";
    };
  }

  private static String plural(Incident.Kind kind) {
    return switch (kind) {
      case EXECUTOR_LOST -> "executors lost";
      case DRIVER_LOST -> "drivers died";
      case APPLICATION_MASTER_LOST -> "application masters died";
      case TASK_FAILED -> "tasks failed";
      case STAGE_FAILED -> "stages failed";
      case JOB_FAILED -> "jobs failed";
      case APPLICATION_FAILED -> "failures of the application";
    };
  }

  private static String shortName(Incident incident) {
    Incident.Subject subject = incident.subject();
    if (subject.executor() != null && incident.kind() == Incident.Kind.EXECUTOR_LOST) {
      return subject.executor();
    }
    return Subjects.nameWithin(incident);
  }
}
