package io.fizzle;

import io.fizzle.application.Application;
import io.fizzle.application.ApplicationBuilder;
import io.fizzle.read.ClockPlan;
import io.fizzle.read.Input;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import io.fizzle.read.config.SparkConfReader;
import io.fizzle.read.container.CgroupReader;
import io.fizzle.read.crash.HeapDumpFile;
import io.fizzle.read.crash.HsErrReader;
import io.fizzle.read.eventlog.EventLogReader;
import io.fizzle.read.gc.GcLogReader;
import io.fizzle.read.kernel.KernelLogReader;
import io.fizzle.read.kubernetes.KubectlReader;
import io.fizzle.read.kubernetes.ObjectReader;
import io.fizzle.read.log.SparkLogReader;
import io.fizzle.read.parting.Contexts;
import io.fizzle.read.parting.Part;
import io.fizzle.read.parting.Share;
import io.fizzle.read.rest.RestReader;
import io.fizzle.read.threads.JsonThreadDumpReader;
import io.fizzle.read.vitals.VitalsRingReader;
import io.fizzle.report.SourceUse;
import io.fizzle.signal.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads parts of the input, each source once for all parts that are read together. */
final class Reading {
  private final ClockPlan clocks;
  private final Investigation.Progress progress;
  private final int total;
  private final Map<String, SourceUse> uses = new LinkedHashMap<>();

  Reading(ClockPlan clocks, Investigation.Progress progress, int total) {
    this.clocks = clocks;
    this.progress = progress;
    this.total = total;
  }

  List<SourceUse> uses() {
    return List.copyOf(uses.values());
  }

  /** How the sources of this part were used. */
  List<SourceUse> uses(Part part) {
    return part.inputs().stream()
        .map(input -> uses.get(input.source().name()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The pictures of these parts, in their order. */
  List<Application> read(List<Part> parts, Contexts contexts) {
    Map<Part, ApplicationBuilder> builders = new LinkedHashMap<>();
    parts.forEach(part -> builders.put(part, new ApplicationBuilder(part.id(), part.attempt())));
    Set<Input> inputs = new LinkedHashSet<>();
    parts.forEach(part -> inputs.addAll(part.inputs()));
    Set<String> names = inputs.stream().map(one -> one.source().name()).collect(Collectors.toSet());
    for (Input input : inputs) {
      SignalSink sink = sink(input, builders, contexts);
      boolean holdsGcLog = read(input, sink);
      Input gcLog = input.gcLogWithin();
      if (holdsGcLog && !names.contains(gcLog.source().name())) {
        read(gcLog, sink);
      }
    }
    return builders.values().stream().map(ApplicationBuilder::build).toList();
  }

  private static SignalSink sink(
      Input input, Map<Part, ApplicationBuilder> builders, Contexts contexts) {
    Map<Predicate<Signal>, ApplicationBuilder> takers = new LinkedHashMap<>();
    builders.forEach(
        (part, builder) -> {
          Share share = part.shares().get(input.source().name());
          if (share != null) {
            takers.put(share.holds(), builder);
          }
        });
    return signal -> {
      boolean taken = false;
      for (Map.Entry<Predicate<Signal>, ApplicationBuilder> taker : takers.entrySet()) {
        if (taker.getKey().test(signal)) {
          taker.getValue().accept(signal);
          taken = true;
        }
      }
      if (taken) {
        contexts.see(input, signal);
      }
    };
  }

  private SourceUse announced(Input input) {
    progress.reading(input.source(), uses.size() + 1, total, input.size());
    return Account.use(input.source(), input.size(), 0, false, "");
  }

  /** Reads one source; true where a GC log was met in it. */
  private boolean read(Input input, SignalSink sink) {
    uses.computeIfAbsent(input.source().name(), name -> announced(input));
    input.prior().forEach(sink::accept);
    Reader reader = reader(input, clocks);
    ReadReport report;
    try (InputStream bytes = input.open()) {
      report = reader.read(new ReadInput(input.source(), clocks.clockOf(input)), bytes, sink);
    } catch (IOException e) {
      used(input, input.size(), 0, "closing it failed: " + e.getMessage());
      return false;
    }
    used(input, report.bytes(), report.lines(), String.join("; ", report.remarks()));
    return report.holdsGcLog();
  }

  private void used(Input input, long bytes, long lines, String note) {
    uses.put(input.source().name(), Account.use(input.source(), bytes, lines, true, note));
  }

  static Reader reader(Input input, ClockPlan clocks) {
    return switch (input.source().kind()) {
      case EVENT_LOG -> new EventLogReader();
      case GC_LOG -> new GcLogReader();
      case HS_ERR -> new HsErrReader();
      case THREAD_DUMP -> new JsonThreadDumpReader();
      case HEAP_DUMP -> new HeapDumpFile();
      case KERNEL_LOG -> new KernelLogReader(clocks.day());
      case CGROUP -> new CgroupReader();
      case VITALS -> new VitalsRingReader();
      case REST -> new RestReader();
      case SPARK_CONF -> new SparkConfReader();
      case KUBECTL -> new KubectlReader();
      case KUBERNETES -> new ObjectReader();
      case SPARK_LOG, YARN_LOG, TEXT, EMPTY, UNUSABLE -> new SparkLogReader();
    };
  }
}
