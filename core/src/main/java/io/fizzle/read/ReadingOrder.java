package io.fizzle.read;

import io.fizzle.evidence.SourceKind;
import java.util.Comparator;
import java.util.List;

/** The order in which sources are read: who names processes and gives the time comes first. */
final class ReadingOrder {
  private static final List<SourceKind> ORDER =
      List.of(
          SourceKind.EVENT_LOG,
          SourceKind.REST,
          SourceKind.SPARK_LOG,
          SourceKind.YARN_LOG,
          SourceKind.TEXT,
          SourceKind.SPARK_CONF,
          SourceKind.HS_ERR,
          SourceKind.THREAD_DUMP,
          SourceKind.HEAP_DUMP,
          SourceKind.GC_LOG,
          SourceKind.KUBERNETES,
          SourceKind.KUBECTL,
          SourceKind.VITALS,
          SourceKind.CGROUP,
          SourceKind.KERNEL_LOG,
          SourceKind.EMPTY,
          SourceKind.UNUSABLE);

  private ReadingOrder() {}

  /** Within a kind they stay as found, which reads an archive once for each kind in it. */
  static List<Input> sorted(List<Input> inputs) {
    return inputs.stream()
        .sorted(Comparator.comparingInt(input -> ORDER.indexOf(input.source().kind())))
        .toList();
  }
}
