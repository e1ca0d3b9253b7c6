package io.fizzle.spark.instrument;

import java.util.List;
import java.util.Locale;

/** The summary for people: what deserves a change is marked with {@code !}. */
final class SummaryText {
  private record Section(String title, Class<? extends Measurement> type) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section("Closures", ClosureSize.class),
          new Section("Broadcasts", BroadcastSize.class),
          new Section("Lineages", Lineage.class),
          new Section("Checkpoints", Checkpoint.class),
          new Section("Operations", OperationRun.class),
          new Section("Small partitions", SmallPartitions.class));

  private SummaryText() {}

  static String of(List<Measurement> measurements, long dropped) {
    long warnings = measurements.stream().filter(one -> one.level() == Level.WARNING).count();
    StringBuilder text = new StringBuilder("Fizzle: ");
    text.append(Amounts.count(measurements.size(), "measurement"))
        .append(", ")
        .append(Amounts.count(warnings, "warning"));
    if (dropped > 0) {
      text.append(String.format(Locale.ROOT, " (%d older ones not kept)", dropped));
    }
    text.append('\n');
    for (Section section : SECTIONS) {
      List<Measurement> own = measurements.stream().filter(section.type::isInstance).toList();
      if (!own.isEmpty()) {
        text.append(section.title).append('\n');
        own.forEach(one -> text.append(mark(one.level())).append(one.sentence()).append('\n'));
      }
    }
    return text.toString();
  }

  private static String mark(Level level) {
    return level == Level.WARNING ? "  ! " : "    ";
  }
}
