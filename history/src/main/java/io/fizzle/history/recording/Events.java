package io.fizzle.history.recording;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Causes;
import io.fizzle.cause.Strength;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.RankedCause;
import io.fizzle.diagnosis.Subjects;
import io.fizzle.evidence.Evidence;
import io.fizzle.history.Candidate;
import io.fizzle.history.Excerpt;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Ids;
import io.fizzle.history.Origin;
import io.fizzle.history.Program;
import io.fizzle.history.Resolution;
import io.fizzle.history.Victim;
import io.fizzle.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What went wrong in one run, each thing once. */
final class Events {
  private static final int MOST_EXCERPTS = 8;

  private final Diagnosis diagnosis;
  private final double threshold;
  private final String run;
  private final Origin origin;
  private final Program program;
  private final Instant started;
  private final Secrecy secrecy;

  Events(
      Diagnosis diagnosis,
      String run,
      Origin origin,
      Program program,
      Instant started,
      Secrecy secrecy) {
    this.diagnosis = diagnosis;
    this.threshold = diagnosis.calibration().threshold();
    this.run = run;
    this.origin = origin;
    this.program = program;
    this.started = started;
    this.secrecy = secrecy;
  }

  /** Incidents of one kind, cause and signature are one event: one reason took them all. */
  private record Key(String type, String cause, String signature) {}

  List<FailureEvent> all() {
    Map<Key, List<Explained>> groups = new LinkedHashMap<>();
    for (Explained one : diagnosis.incidents()) {
      if (one.isRoot() && !isBenign(one)) {
        groups.computeIfAbsent(key(one), key -> new ArrayList<>()).addAll(one.each().toList());
      }
    }
    List<FailureEvent> events = new ArrayList<>();
    Map<String, Integer> alike = new HashMap<>();
    groups.forEach(
        (key, group) -> {
          String identity = key.type() + "\u0000" + key.signature();
          int number = alike.merge(identity, 1, Integer::sum);
          events.add(event(key, group, Ids.of('f', run, identity, String.valueOf(number))));
        });
    return events;
  }

  private boolean isBenign(Explained one) {
    return one.topFrom(threshold).filter(top -> top.cause().isBenign()).isPresent();
  }

  private Key key(Explained one) {
    String cause = one.topFrom(threshold).map(top -> top.cause().id()).orElse(Causes.UNDETERMINED);
    return new Key(one.incident().kind().id(), cause, secrecy.text(Signature.of(one.incident())));
  }

  private FailureEvent event(Key key, List<Explained> group, String id) {
    Explained first = group.get(0);
    Incident incident = first.incident();
    boolean fatal =
        group.stream().anyMatch(one -> one.incident().id().equals(diagnosis.verdict().incident()))
            && diagnosis.application().outcome() != Outcome.SUCCEEDED;
    boolean recovered = diagnosis.application().outcome() == Outcome.SUCCEEDED;
    Instant end = diagnosis.application().end();
    return new FailureEvent(
        id,
        run,
        origin,
        program,
        key.type(),
        key.cause(),
        first.top().map(RankedCause::confidence).orElse(0.0),
        fatal,
        phase(incident),
        at(group),
        key.signature(),
        message(first),
        group.stream().mapToInt(one -> one.incident().occurrences()).sum(),
        victims(group),
        lost(group),
        excerpts(first),
        candidates(first),
        recovered ? new Resolution(Resolution.Kind.RECOVERED, end, true) : Resolution.NONE);
  }

  /** The earliest that tells: the incident, else what shows it, else what proves its cause. */
  private Instant at(List<Explained> group) {
    return earliest(group.stream().map(one -> one.incident().at()))
        .or(
            () ->
                earliest(
                    group.stream()
                        .flatMap(one -> one.incident().evidence().stream())
                        .map(Evidence::time)))
        .or(
            () ->
                earliest(
                    group.stream()
                        .flatMap(one -> one.top().stream())
                        .flatMap(top -> top.support().stream())
                        .map(argument -> argument.evidence().time())))
        .orElse(started);
  }

  private static Optional<Instant> earliest(Stream<@Nullable Instant> times) {
    return times
        .flatMap(Stream::ofNullable)
        .min(Comparator.<Instant>naturalOrder())
        .map(time -> Instant.ofEpochMilli(time.toEpochMilli()));
  }

  private static String phase(Incident incident) {
    Integer stage = incident.subject().stage();
    if (stage != null && stage >= 0) {
      return "stage " + stage;
    }
    if (incident instanceof Incident.ExecutorLost lost && !lost.attempts().isEmpty()) {
      int busy = lost.attempts().get(0).stage();
      return busy < 0 ? "" : "stage " + busy;
    }
    return "";
  }

  private String message(Explained one) {
    String who = Subjects.name(one.incident());
    String what =
        one.topFrom(threshold)
            .map(top -> top.cause().verdict(one.incident()))
            .orElse("failed for a reason that the evidence does not tell");
    return secrecy.text(who + " " + what);
  }

  /** The processes of these incidents, and those that were lost only in consequence. */
  private List<Victim> victims(List<Explained> group) {
    Map<String, Victim> victims = new LinkedHashMap<>();
    group.forEach(one -> victim(one.incident()).ifPresent(it -> victims.put(it.executor(), it)));
    List<String> roots = group.stream().map(one -> one.incident().id()).toList();
    for (Explained one : diagnosis.incidents()) {
      if (roots.contains(String.valueOf(one.rootIncident()))) {
        one.each()
            .flatMap(each -> victim(each.incident()).stream())
            .forEach(it -> victims.putIfAbsent(it.executor(), it));
      }
    }
    return List.copyOf(victims.values());
  }

  private Optional<Victim> victim(Incident incident) {
    if (!(incident instanceof Incident.ProcessLost lost)) {
      return Optional.empty();
    }
    ProcessLife life = lost.life();
    String executor = incident.subject().executor();
    if (executor == null) {
      return Optional.empty();
    }
    String host = incident.subject().host();
    String node = Placement.node(life);
    return Optional.of(
        new Victim(executor, node.isEmpty() && host != null ? host : node, Placement.pod(life)));
  }

  /** Core-hours of the task attempts that ended with them. */
  private double lost(List<Explained> group) {
    Application application = diagnosis.application();
    if (application.outcome() == Outcome.FAILED
        && group.stream()
            .anyMatch(one -> one.incident().id().equals(diagnosis.verdict().incident()))) {
      return Recording.coreHours(application);
    }
    long millis = 0;
    for (Explained one : group) {
      if (one.incident() instanceof Incident.ExecutorLost lost) {
        for (var attempt : lost.attempts()) {
          millis += attempt.metrics() == null ? 0 : Math.max(0, attempt.metrics().durationMillis());
        }
      } else if (one.incident() instanceof Incident.TasksFailed tasks) {
        for (var attempt : tasks.attempts()) {
          millis += attempt.metrics() == null ? 0 : Math.max(0, attempt.metrics().durationMillis());
        }
      }
    }
    return millis / Recording.MILLIS_PER_HOUR;
  }

  private List<Excerpt> excerpts(Explained one) {
    Map<String, Excerpt> excerpts = new LinkedHashMap<>();
    one.top()
        .ifPresent(top -> top.support().forEach(it -> add(excerpts, it.evidence(), it.says())));
    one.incident().evidence().forEach(evidence -> add(excerpts, evidence, ""));
    return excerpts.values().stream().limit(MOST_EXCERPTS).toList();
  }

  private void add(Map<String, Excerpt> excerpts, Evidence evidence, String says) {
    String source = evidence.source().name();
    excerpts.putIfAbsent(
        source + ":" + evidence.line(),
        new Excerpt(
            secrecy.text(source),
            evidence.line(),
            millis(evidence.time()),
            secrecy.text(evidence.excerpt()),
            secrecy.text(says)));
  }

  /** As a database keeps it. */
  private static @Nullable Instant millis(@Nullable Instant time) {
    return time == null ? null : Instant.ofEpochMilli(time.toEpochMilli());
  }

  private static List<Candidate> candidates(Explained one) {
    return one.causes().stream()
        .map(ranked -> new Candidate(ranked.cause().id(), ranked.confidence(), net(ranked)))
        .toList();
  }

  private static Map<Strength, Integer> net(RankedCause ranked) {
    Map<Strength, Integer> net = new EnumMap<>(Strength.class);
    for (Argument argument : ranked.support()) {
      net.merge(argument.strength(), 1, Integer::sum);
    }
    for (Argument argument : ranked.opposition()) {
      net.merge(argument.strength(), -1, Integer::sum);
    }
    return net;
  }
}
