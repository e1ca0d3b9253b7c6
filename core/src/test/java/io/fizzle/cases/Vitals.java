package io.fizzle.cases;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Signal;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleToLongFunction;

/** A flight recording in the making: one sample a second, each vital a function of the time. */
public final class Vitals {
  private static final long MIB = 1L << 20;

  private final Owner owner;
  private final Source source;
  private final Map<Vital, DoubleToLongFunction> courses = new EnumMap<>(Vital.class);

  private Vitals(Owner owner) {
    this.owner = owner;
    this.source = new Source(owner.id() + ".vitals", SourceKind.VITALS, owner);
  }

  /** A healthy process with 100 of 512 MiB live, no limit on its container and a roomy node. */
  public static Vitals healthy(String executor) {
    return new Vitals(Owner.executor(executor))
        .mib(Vital.HEAP_USED, 200)
        .mib(Vital.HEAP_MAX, 512)
        .mib(Vital.HEAP_AFTER_GC, 100)
        .is(Vital.GC_PAUSED, seconds -> Math.round(seconds * 10))
        .is(Vital.GC_FULL_COUNT, seconds -> 0)
        .is(Vital.GC_LONGEST, seconds -> 5)
        .mib(Vital.RESIDENT_JVM, 600)
        .mib(Vital.NODE_AVAILABLE, 8_000)
        .mib(Vital.NODE_TOTAL, 16_000)
        .is(Vital.THREADS, seconds -> 60)
        .is(Vital.SAMPLER_LATE, seconds -> 0);
  }

  /** This vital has this course over the seconds since {@link Signals#START}. */
  public Vitals is(Vital vital, DoubleToLongFunction course) {
    courses.put(vital, course);
    return this;
  }

  /** This vital stays at so many MiB. */
  public Vitals mib(Vital vital, long mebibytes) {
    return is(vital, seconds -> mebibytes * MIB);
  }

  /** A sample at each of these seconds. */
  public List<Signal> at(double... seconds) {
    List<Signal> samples = new ArrayList<>();
    for (double second : seconds) {
      samples.add(sample(second, samples.size() + 1));
    }
    return samples;
  }

  /** A sample a second, both ends included. */
  public List<Signal> between(double first, double last) {
    List<Signal> samples = new ArrayList<>();
    for (double second = first; second <= last + 0.001; second++) {
      samples.add(sample(second, samples.size() + 1));
    }
    return samples;
  }

  private VitalsSampled sample(double second, long number) {
    long[] values = new long[Vital.values().length];
    Arrays.fill(values, VitalSigns.UNKNOWN);
    courses.forEach((vital, course) -> values[vital.ordinal()] = course.applyAsLong(second));
    return new VitalsSampled(
        new Evidence(source, number, Signals.at(second), ""),
        owner,
        VitalSigns.of(Signals.at(second), values));
  }

  /** The recording's end. */
  public VitalsEnded ended(double second, boolean orderly) {
    return new VitalsEnded(new Evidence(source, 1, Signals.at(second), ""), owner, orderly, 1_000);
  }
}
