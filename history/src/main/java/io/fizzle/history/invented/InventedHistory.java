package io.fizzle.history.invented;

import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import io.fizzle.cause.Strength;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Candidate;
import io.fizzle.history.Excerpt;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.History;
import io.fizzle.history.Origin;
import io.fizzle.history.Program;
import io.fizzle.history.Resolution;
import io.fizzle.history.Resources;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.Use;
import io.fizzle.history.Victim;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs of a cluster that does not exist, the same for the same shape. Runs come in the order of
 * their start.
 */
public final class InventedHistory {
  private static final int AT_ONCE = 1_000;

  /** Causes of lost executors, as often as they stand here. */
  private static final List<String> CAUSES =
      List.of(
          "heap-oom",
          "heap-oom",
          "heap-oom",
          "container-oom",
          "container-oom",
          "gc-stall",
          "heartbeat-lost",
          "preempted",
          "disk-full",
          "killed-externally");

  private static final List<String> VERSIONS = List.of("3.5.9", "4.0.4", "4.1.3");

  private final Shape shape;

  public InventedHistory(Shape shape) {
    this.shape = shape;
  }

  /** The runs, made as they are asked for. */
  public Stream<RunRecord> runs() {
    return IntStream.range(0, shape.runs()).mapToObj(this::run);
  }

  /** Records all runs. */
  public void write(History history) {
    List<RunRecord> waiting = new ArrayList<>();
    for (int i = 0; i < shape.runs(); i++) {
      waiting.add(run(i));
      if (waiting.size() == AT_ONCE) {
        history.record(waiting);
        waiting.clear();
      }
    }
    history.record(waiting);
  }

  private RunRecord run(int number) {
    SplittableRandom random = new SplittableRandom(shape.seed() * 1_000_003L + number);
    long step = shape.span().toMillis() / Math.max(1, shape.runs());
    Instant start = shape.from().plusMillis(number * step + random.nextLong(Math.max(1, step)));
    int project = random.nextInt(shape.projects());
    Program program = program(project, random.nextInt(shape.applications()), start);
    Duration length = Duration.ofMinutes(10 + random.nextInt(110));
    Map<String, List<Victim>> lost = new LinkedHashMap<>();
    Map<String, Instant> times = new LinkedHashMap<>();
    List<Exposure> exposures = new ArrayList<>();
    for (int executor = 1; executor <= shape.executors(); executor++) {
      String node = "node-" + random.nextInt(shape.nodes());
      Instant gone = start.plusMillis(random.nextLong(length.toMillis()));
      boolean taken = random.nextDouble() < rate(node, program, start, gone);
      String cause = taken ? CAUSES.get(random.nextInt(CAUSES.size())) : "";
      if (taken) {
        lost.computeIfAbsent(cause, key -> new ArrayList<>())
            .add(new Victim(String.valueOf(executor), node, ""));
        times.merge(cause, gone, (one, other) -> one.isBefore(other) ? one : other);
      }
      exposures.add(
          new Exposure(
              String.valueOf(executor),
              node,
              start,
              taken ? gone : start.plus(length),
              4,
              taken ? id('f', number, 1 + CAUSES.indexOf(cause)) : ""));
    }
    return record(
        number, project, program, start, length, new Losses(exposures, lost, times), random);
  }

  /** What one run lost. */
  private record Losses(
      List<Exposure> exposures, Map<String, List<Victim>> victims, Map<String, Instant> times) {}

  private RunRecord record(
      int number,
      int project,
      Program program,
      Instant start,
      Duration length,
      Losses losses,
      SplittableRandom random) {
    String id = id('r', number, 0);
    Map<String, List<Victim>> lost = losses.victims();
    Origin origin = new Origin("cluster-0", "project-" + project, "team-" + project % 3);
    boolean died = !lost.isEmpty() && random.nextInt(3) == 0;
    List<FailureEvent> failures = new ArrayList<>();
    lost.forEach(
        (cause, victims) ->
            failures.add(
                failure(
                    id('f', number, 1 + CAUSES.indexOf(cause)),
                    id,
                    origin,
                    program,
                    cause,
                    died && failures.isEmpty(),
                    losses.times().getOrDefault(cause, start),
                    victims)));
    String verdict = died ? failures.get(0).cause() : Causes.HEALTHY;
    return new RunRecord(
        applicationRun(id, number, origin, program, start, length, died, verdict),
        losses.exposures(),
        failures);
  }

  private Program program(int project, int application, Instant start) {
    String name = "project-" + project + "-app-" + application;
    String image = "registry/" + "project-" + project + ":" + (1 + application % 3);
    for (Pattern pattern : shape.planted()) {
      if (pattern instanceof Pattern.NewRelease release
          && release.application().equals(name)
          && !start.isBefore(release.from())) {
        image = release.image();
      }
    }
    return new Program(name, VERSIONS.get(project % VERSIONS.size()), image);
  }

  private double rate(String node, Program program, Instant start, Instant gone) {
    double rate = shape.loss();
    for (Pattern pattern : shape.planted()) {
      if (applies(pattern, node, program, start, gone)) {
        rate = Math.max(rate, pattern.rate());
      }
    }
    return rate;
  }

  private static boolean applies(
      Pattern pattern, String node, Program program, Instant start, Instant gone) {
    if (pattern instanceof Pattern.HotNode hot) {
      return hot.node().equals(node);
    }
    if (pattern instanceof Pattern.BadImage bad) {
      return bad.image().equals(program.image());
    }
    if (pattern instanceof Pattern.BadHour bad) {
      return bad.hour() == gone.atOffset(ZoneOffset.UTC).getHour();
    }
    return pattern instanceof Pattern.NewRelease release
        && release.application().equals(program.application())
        && !start.isBefore(release.from());
  }

  private ApplicationRun applicationRun(
      String id,
      int number,
      Origin origin,
      Program program,
      Instant start,
      Duration length,
      boolean died,
      String verdict) {
    double hours = length.toMillis() / 3_600_000.0;
    double coreHours = hours * shape.executors() * 4;
    return new ApplicationRun(
        id,
        origin,
        program,
        "application_" + number,
        0,
        "kubernetes",
        start,
        start.plus(length),
        died ? Outcome.FAILED : Outcome.SUCCEEDED,
        verdict,
        died ? 0.93 : 0.98,
        new Resources(4, 8L << 30, 2L << 30),
        new Use(
            shape.executors(),
            coreHours,
            hours * shape.executors() * 8,
            died ? coreHours : 0,
            10L << 30,
            2_000),
        Map.of("spark.executor.memory", "8g", "spark.executor.cores", "4"),
        true,
        1_000_000,
        start.plus(length));
  }

  private static FailureEvent failure(
      String id,
      String run,
      Origin origin,
      Program program,
      String cause,
      boolean fatal,
      Instant at,
      List<Victim> victims) {
    String words = "ExecutorLostFailure: " + cause;
    return new FailureEvent(
        id,
        run,
        origin,
        program,
        "executor-lost",
        cause,
        0.93,
        fatal,
        "stage 3",
        at,
        "executor-lost " + cause,
        words,
        victims.size(),
        victims,
        victims.size(),
        List.of(new Excerpt("driver.log", 1_000, at, words, "Spark says so")),
        List.of(new Candidate(cause, 0.93, Map.of(Strength.STRONG, 2))),
        Resolution.NONE);
  }

  /**
   * Attempts to solve failures of one cause, each of which worked with this chance.
   *
   * @param count how many, spread evenly over the span
   */
  public List<SolutionAttempt> attempts(String cause, String solution, int count, double chance) {
    SplittableRandom random =
        new SplittableRandom(shape.seed() + 31L * cause.hashCode() + solution.hashCode());
    List<SolutionAttempt> attempts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int project = random.nextInt(shape.projects());
      int application = random.nextInt(shape.applications());
      Instant at = shape.from().plusMillis(shape.span().toMillis() / count * i);
      boolean worked = random.nextDouble() < chance;
      attempts.add(
          new SolutionAttempt(
              "s" + shape.seed() + "-" + cause + "-" + solution.hashCode() + "-" + i,
              id('f', random.nextInt(shape.runs()), 1 + Math.max(0, CAUSES.indexOf(cause))),
              new Origin("cluster-0", "project-" + project, "team-" + project % 3),
              "project-" + project + "-app-" + application,
              cause,
              "executor-lost " + cause,
              solution,
              Map.of(),
              SolutionAttempt.RECOGNISED,
              at,
              worked ? SolutionAttempt.Outcome.WORKED : SolutionAttempt.Outcome.FAILED,
              at.plusSeconds(3_600),
              ""));
    }
    return attempts;
  }

  private String id(char kind, int number, int part) {
    return kind + Long.toString(shape.seed(), 36) + "-" + number + "-" + part;
  }
}
