package io.fizzle;

import io.fizzle.application.Application;
import io.fizzle.cause.finding.Thresholds;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.diagnosis.Foremost;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.read.ClockPlan;
import io.fizzle.read.ClockSkew;
import io.fizzle.read.Collected;
import io.fizzle.read.Intake;
import io.fizzle.read.Limits;
import io.fizzle.read.parting.Attempts;
import io.fizzle.read.parting.Contexts;
import io.fizzle.read.parting.Part;
import io.fizzle.read.parting.Parting;
import io.fizzle.read.parting.Sequences;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From paths to a diagnosis: the whole way through the house, once. */
public final class Investigation {

  /**
   * What the user may say about the sources.
   *
   * @param owners which process wrote which path
   * @param zone of times written without one; null to find out
   * @param skews corrections of single clocks
   * @param thresholds where findings begin
   */
  public record Options(
      Map<String, Owner> owners,
      @Nullable ZoneId zone,
      List<ClockSkew> skews,
      Limits limits,
      Thresholds thresholds) {
    public Options {
      owners = Map.copyOf(owners);
      skews = List.copyOf(skews);
    }

    /** With the thresholds of this version. */
    public Options(
        Map<String, Owner> owners, @Nullable ZoneId zone, List<ClockSkew> skews, Limits limits) {
      this(owners, zone, skews, limits, Thresholds.shipped());
    }

    public static final Options DEFAULT =
        new Options(Map.of(), null, List.of(), Limits.DEFAULT, Thresholds.shipped());
  }

  /** Told before each source is read, for progress displays. */
  @FunctionalInterface
  public interface Progress {
    void reading(Source source, int number, int total, long size);
  }

  /** Told of each application while its picture is whole; a report outlines all but some. */
  @FunctionalInterface
  public interface Listener {
    /**
     * An application is diagnosed.
     *
     * @param sources those that tell of it
     */
    void diagnosed(Diagnosis diagnosis, List<SourceUse> sources);
  }

  private final Options options;
  private final Progress progress;
  private final Diagnostician diagnostician;

  public Investigation(Options options, Progress progress) {
    this(options, progress, Diagnostician.standard());
  }

  /** With other weights, or other causes, than those of this version. */
  public Investigation(Options options, Progress progress, Diagnostician diagnostician) {
    this.options = options;
    this.progress = progress;
    this.diagnostician = diagnostician;
  }

  /** Reads everything at these places and diagnoses it, application by application. */
  public Report investigate(List<String> places) {
    return investigate(places, (diagnosis, sources) -> {});
  }

  /** The same, and tells of each application. */
  public Report investigate(List<String> places, Listener listener) {
    try (Collected collected = new Intake(options.limits(), options.owners()).collect(places)) {
      ClockPlan clocks = ClockPlan.of(collected.inputs(), options.zone(), options.skews());
      Parting parting = Parting.of(collected.usable(), clocks);
      Reading reading = new Reading(clocks, progress, collected.usable().size());
      List<Diagnosis> diagnoses = diagnose(parting, clocks, reading, listener);
      Diagnosis foremost = Foremost.of(diagnoses);
      List<Diagnosis> others = new ArrayList<>(diagnoses);
      others.remove(foremost);
      others.sort(BY_START);
      return new Report(foremost, others, Account.of(collected, parting, reading.uses()));
    }
  }

  private static final Comparator<Diagnosis> BY_START =
      Comparator.comparing(
          one -> one.application().start(),
          Comparator.nullsLast(Comparator.<java.time.Instant>naturalOrder()));

  /** One application after the other, so that memory does not grow with their number. */
  private List<Diagnosis> diagnose(
      Parting parting, ClockPlan clocks, Reading reading, Listener listener) {
    Attempts attempts = new Attempts(clocks);
    Sequences sequences = new Sequences(clocks);
    DiagnosedApplications diagnosed =
        new DiagnosedApplications(diagnostician.with(options.thresholds()));
    List<Part> waiting = new ArrayList<>(parting.parts());
    while (!waiting.isEmpty()) {
      Part part = waiting.remove(0);
      List<Part> known = attempts.byEventLogs(part);
      Contexts contexts = new Contexts();
      List<Part> parts = known;
      List<Application> read = reading.read(parts, contexts);
      if (known.size() == 1) {
        Sequences.Parted parted = sequences.part(part, contexts, waiting);
        List<Part> apart = parted.apart();
        if (apart.equals(known)) {
          apart = attempts.byContexts(part, contexts);
        }
        if (!apart.equals(known)) {
          waiting = new ArrayList<>(parted.waiting());
          parts = apart;
          read = reading.read(parts, new Contexts());
        }
      }
      for (int i = 0; i < parts.size(); i++) {
        listener.diagnosed(diagnosed.add(read.get(i)), reading.uses(parts.get(i)));
      }
    }
    return diagnosed.all();
  }
}
