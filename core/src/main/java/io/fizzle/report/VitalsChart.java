package io.fizzle.report;

import io.fizzle.application.VitalsProfile;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The last minutes of one process as its flight recorder measured them, in a bounded number of
 * moments: of the samples between two of them each line keeps its highest.
 *
 * @param name of the process
 * @param lost true where its end was not meant to happen
 * @param times milliseconds since the epoch, ascending
 * @param lines what was measured at these times
 * @param heapMax the largest heap in bytes, 0 where not told
 * @param limit the container's memory limit in bytes, 0 where it has none or does not tell
 * @param gc share of time that GC took since the moment before, 0 to 1, -1 where not told
 */
record VitalsChart(
    String name,
    boolean lost,
    List<Long> times,
    List<Line> lines,
    long heapMax,
    long limit,
    List<Double> gc) {
  /** More rows than these are no chart that one reads. */
  private static final int MOST_PROCESSES = 6;

  private static final int MOST_MOMENTS = 120;

  /** {@code Long.MAX_VALUE} in whole pages is how a kernel writes that there is no limit. */
  private static final long UNLIMITED = 1L << 60;

  /**
   * One measure.
   *
   * @param bytes at each moment, -1 where not told
   */
  record Line(String name, List<Long> bytes) {
    boolean isTold() {
      return bytes.stream().anyMatch(value -> value >= 0);
    }

    long last() {
      return bytes.get(bytes.size() - 1);
    }

    long highest() {
      return bytes.stream().mapToLong(Long::longValue).max().orElse(-1);
    }
  }

  /** A measure of a sample. */
  private interface Measure {
    long of(VitalSigns signs);
  }

  /** The processes with a recording, those that were lost first. */
  static List<VitalsChart> of(Diagnosis diagnosis) {
    return Life.all(diagnosis).stream()
        .filter(life -> life.life().vitals().isPresent())
        .sorted(Life.ORDER)
        .limit(MOST_PROCESSES)
        .map(life -> of(life, life.life().vitals().orElseThrow()))
        .toList();
  }

  private static VitalsChart of(Life life, VitalsProfile vitals) {
    List<VitalSigns> samples = vitals.samples().stream().map(VitalsSampled::vitals).toList();
    List<List<VitalSigns>> moments = moments(samples);
    List<Line> lines =
        List.of(
            line("heap in use", moments, signs -> signs.get(Vital.HEAP_USED)),
            line("heap after GC", moments, signs -> signs.get(Vital.HEAP_AFTER_GC)),
            line("resident, with children", moments, VitalSigns::residentTree),
            line("container", moments, signs -> signs.get(Vital.CGROUP_USED)));
    return new VitalsChart(
        life.name(),
        life.isGrave(),
        moments.stream().map(moment -> last(moment).time().toEpochMilli()).toList(),
        lines.stream().filter(Line::isTold).toList(),
        limit(samples, Vital.HEAP_MAX),
        limit(samples, Vital.CGROUP_LIMIT),
        gc(moments));
  }

  private static List<List<VitalSigns>> moments(List<VitalSigns> samples) {
    int count = Math.min(samples.size(), MOST_MOMENTS);
    List<List<VitalSigns>> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      moments.add(samples.subList(i * samples.size() / count, (i + 1) * samples.size() / count));
    }
    return moments;
  }

  private static VitalSigns last(List<VitalSigns> moment) {
    return moment.get(moment.size() - 1);
  }

  private static Line line(String name, List<List<VitalSigns>> moments, Measure measure) {
    return new Line(
        name,
        moments.stream()
            .map(moment -> moment.stream().mapToLong(measure::of).max().orElse(-1))
            .toList());
  }

  private static long limit(List<VitalSigns> samples, Vital vital) {
    LongStream told = samples.stream().mapToLong(signs -> signs.get(vital));
    return told.filter(value -> value > 0 && value < UNLIMITED).max().orElse(0);
  }

  private static List<Double> gc(List<List<VitalSigns>> moments) {
    Double[] shares = new Double[moments.size()];
    Arrays.fill(shares, -1.0);
    for (int i = 1; i < moments.size(); i++) {
      VitalSigns before = last(moments.get(i - 1));
      VitalSigns after = last(moments.get(i));
      long passed = after.time().toEpochMilli() - before.time().toEpochMilli();
      if (passed > 0 && before.knows(Vital.GC_PAUSED) && after.knows(Vital.GC_PAUSED)) {
        long paused = after.get(Vital.GC_PAUSED) - before.get(Vital.GC_PAUSED);
        shares[i] = Math.max(0, Math.min(1, paused / (double) passed));
      }
    }
    return List.of(shares);
  }
}
