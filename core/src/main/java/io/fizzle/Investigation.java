package io.fizzle;

import io.fizzle.application.ApplicationBuilder;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
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
import io.fizzle.read.log.SparkLogReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
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
   */
  public record Options(
      Map<String, Owner> owners, @Nullable ZoneId zone, List<ClockSkew> skews, Limits limits) {
    public Options {
      owners = Map.copyOf(owners);
      skews = List.copyOf(skews);
    }

    public static final Options DEFAULT =
        new Options(Map.of(), null, List.of(), Limits.DEFAULT);
  }

  /**
   * How one source was used.
   *
   * @param note why it was not used, or what a person should know of it; empty where nothing
   */
  public record SourceUse(Source source, long bytes, long lines, boolean used, String note) {}

  /** A diagnosis with the account of what was read. */
  public record Result(
      Diagnosis diagnosis, List<SourceUse> sources, List<Problem> problems) {
    public Result {
      sources = List.copyOf(sources);
      problems = List.copyOf(problems);
    }

    /** True where at least one source could be read. */
    public boolean hasRead() {
      return sources.stream().anyMatch(SourceUse::used);
    }
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
  public Result investigate(List<String> places) {
    try (Collected collected = new Intake(options.limits(), options.owners()).collect(places)) {
      ApplicationBuilder builder = new ApplicationBuilder();
      ClockPlan clocks = ClockPlan.of(collected.inputs(), options.zone(), options.skews());
      List<SourceUse> uses = new ArrayList<>();
      List<Input> usable = collected.usable();
      for (Input input : collected.inputs()) {
        if (!input.usable()) {
          uses.add(new SourceUse(input.source(), Math.max(0, input.size()), 0, false, input.note()));
        }
      }
      for (int i = 0; i < usable.size(); i++) {
        Input input = usable.get(i);
        progress.reading(input.source(), i + 1, usable.size(), input.size());
        uses.add(read(input, clocks, builder));
      }
      Diagnosis diagnosis = Diagnostician.standard().diagnose(builder.build());
      return new Result(diagnosis, uses, collected.problems());
    }
  }

  private static SourceUse read(Input input, ClockPlan clocks, ApplicationBuilder builder) {
    input.prior().forEach(builder::accept);
    Reader reader = reader(input, clocks);
    ReadReport report;
    try (InputStream bytes = input.open()) {
      report =
          reader.read(
              new ReadInput(input.source(), clocks.clockOf(input)), bytes, builder::accept);
    } catch (IOException e) {
      return new SourceUse(
          input.source(), Math.max(0, input.size()), 0, true, "closing it failed: " + e.getMessage());
    }
    return new SourceUse(
        input.source(), report.bytes(), report.lines(), true, String.join("; ", report.remarks()));
  }

  private static Reader reader(Input input, ClockPlan clocks) {
    return switch (input.source().kind()) {
      case EVENT_LOG -> new EventLogReader();
      case GC_LOG -> new GcLogReader();
      case HS_ERR -> new HsErrReader();
      case KERNEL_LOG -> new KernelLogReader(clocks.day());
      case CGROUP -> new CgroupReader();
      case SPARK_CONF -> new SparkConfReader();
      case SPARK_LOG, YARN_LOG, TEXT, EMPTY, UNUSABLE -> new SparkLogReader();
    };
  }
}
