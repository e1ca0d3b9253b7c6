package io.fizzle;

import io.fizzle.application.ApplicationBuilder;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ClockPlan;
import io.fizzle.read.ClockSkew;
import io.fizzle.read.Collected;
import io.fizzle.read.Input;
import io.fizzle.read.Intake;
import io.fizzle.read.Limits;
import io.fizzle.read.Problem;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.config.SparkConfReader;
import io.fizzle.read.container.CgroupReader;
import io.fizzle.read.crash.HsErrReader;
import io.fizzle.read.eventlog.EventLogReader;
import io.fizzle.read.gc.GcLogReader;
import io.fizzle.read.kernel.KernelLogReader;
import io.fizzle.read.kubernetes.KubectlReader;
import io.fizzle.read.kubernetes.ObjectReader;
import io.fizzle.read.log.SparkLogReader;
import io.fizzle.read.vitals.VitalsRingReader;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From paths to a diagnosis: the whole way through the house, once. */
public final class Investigation {

  /**
   * What the user may say about the sources.
   *
   * @param owners which process wrote which path
   * @param zone of times written without one; null to find out
   * @param skews corrections of single clocks
   */
  public record Options(
      Map<String, Owner> owners, @Nullable ZoneId zone, List<ClockSkew> skews, Limits limits) {
    public Options {
      owners = Map.copyOf(owners);
      skews = List.copyOf(skews);
    }

    public static final Options DEFAULT = new Options(Map.of(), null, List.of(), Limits.DEFAULT);
  }

  /** Told before each source is read, for progress displays. */
  @FunctionalInterface
  public interface Progress {
    void reading(Source source, int number, int total, long size);
  }

  private final Options options;
  private final Progress progress;

  public Investigation(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Reads everything at these places and diagnoses it. */
  public Report investigate(List<String> places) {
    try (Collected collected = new Intake(options.limits(), options.owners()).collect(places)) {
      ApplicationBuilder builder = new ApplicationBuilder();
      ClockPlan clocks = ClockPlan.of(collected.inputs(), options.zone(), options.skews());
      List<SourceUse> uses = new ArrayList<>();
      List<Input> usable = collected.usable();
      Set<String> problematic =
          collected.problems().stream().map(Problem::source).collect(Collectors.toSet());
      collected.inputs().stream()
          .filter(input -> !input.usable() && !problematic.contains(input.source().name()))
          .forEach(input -> uses.add(use(input.source(), input.size(), 0, false, input.note())));
      collected.problems().forEach(problem -> uses.add(unread(problem)));
      for (int i = 0; i < usable.size(); i++) {
        Input input = usable.get(i);
        progress.reading(input.source(), i + 1, usable.size(), input.size());
        uses.add(read(input, clocks, builder));
      }
      return new Report(Diagnostician.standard().diagnose(builder.build()), uses);
    }
  }

  private static SourceUse read(Input input, ClockPlan clocks, ApplicationBuilder builder) {
    input.prior().forEach(builder::accept);
    Reader reader = reader(input, clocks);
    ReadReport report;
    try (InputStream bytes = input.open()) {
      report =
          reader.read(new ReadInput(input.source(), clocks.clockOf(input)), bytes, builder::accept);
    } catch (IOException e) {
      return use(input.source(), input.size(), 0, true, "closing it failed: " + e.getMessage());
    }
    String remarks = String.join("; ", report.remarks());
    return use(input.source(), report.bytes(), report.lines(), true, remarks);
  }

  private static SourceUse use(Source source, long bytes, long lines, boolean used, String note) {
    return new SourceUse(
        source.name(),
        source.kind().id(),
        source.owner().label(),
        Math.max(0, bytes),
        lines,
        used,
        note);
  }

  private static SourceUse unread(Problem problem) {
    String note = problem.what() + "; " + problem.whatToDo();
    return new SourceUse(
        problem.source(), SourceKind.UNUSABLE.id(), Owner.UNKNOWN.label(), 0, 0, false, note);
  }

  static Reader reader(Input input, ClockPlan clocks) {
    return switch (input.source().kind()) {
      case EVENT_LOG -> new EventLogReader();
      case GC_LOG -> new GcLogReader();
      case HS_ERR -> new HsErrReader();
      case KERNEL_LOG -> new KernelLogReader(clocks.day());
      case CGROUP -> new CgroupReader();
      case VITALS -> new VitalsRingReader();
      case SPARK_CONF -> new SparkConfReader();
      case KUBECTL -> new KubectlReader();
      case KUBERNETES -> new ObjectReader();
      case SPARK_LOG, YARN_LOG, TEXT, EMPTY, UNUSABLE -> new SparkLogReader();
    };
  }
}
