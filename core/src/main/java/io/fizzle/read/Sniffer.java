package io.fizzle.read;

import io.fizzle.evidence.SourceKind;
import io.fizzle.read.config.SparkConfReader;
import io.fizzle.read.container.CgroupReader;
import io.fizzle.read.crash.HeapDumpFile;
import io.fizzle.read.crash.HsErrReader;
import io.fizzle.read.eventlog.EventLogCodec;
import io.fizzle.read.gc.GcLogReader;
import io.fizzle.read.kernel.KernelLogReader;
import io.fizzle.read.kubernetes.KubectlReader;
import io.fizzle.read.kubernetes.ObjectReader;
import io.fizzle.read.log.SparkLogReader;
import io.fizzle.read.rest.RestShape;
import io.fizzle.read.threads.JsonThreadDumpReader;
import io.fizzle.read.vitals.VitalsRing;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Recognises one kind of source by the beginning of its content.
 *
 * @param kind what is recognised
 * @param accepts true where the content is of this kind
 */
record Sniffer(SourceKind kind, Predicate<Head> accepts) {

  /** What a source turned out to be, with the reason where it is of no use. */
  record Verdict(SourceKind kind, String note) {}

  private static final Pattern YARN = Pattern.compile("(?m)^Container: container_\\S{10,60} on ");

  /** Formats with a mark of their own; the first that accepts decides. */
  private static final List<Sniffer> DISTINCT =
      List.of(
          new Sniffer(
              SourceKind.EVENT_LOG,
              head -> EventLogCodec.looksLikeEventLog(head.bytes(), head.bytes().length)),
          new Sniffer(SourceKind.HS_ERR, head -> HsErrReader.looksLikeHsErr(head.text())),
          new Sniffer(
              SourceKind.THREAD_DUMP,
              head -> JsonThreadDumpReader.looksLikeThreadDump(head.start())),
          new Sniffer(SourceKind.YARN_LOG, head -> YARN.matcher(head.text()).find()),
          new Sniffer(SourceKind.KUBERNETES, head -> ObjectReader.looksLikeObjects(head.text())),
          new Sniffer(SourceKind.KUBECTL, head -> KubectlReader.looksLikeKubectl(head.text())),
          new Sniffer(
              SourceKind.CGROUP, head -> CgroupReader.looksLikeCgroup(head.text(), head.name())),
          new Sniffer(
              SourceKind.KERNEL_LOG, head -> KernelLogReader.looksLikeKernelLog(head.text())),
          new Sniffer(SourceKind.REST, head -> RestShape.of(head.start()) != null),
          new Sniffer(SourceKind.GC_LOG, head -> GcLogReader.looksLikeGcLog(head.start())));

  /** A logger's line: the level in capitals, which GC logging does not use, and who logs. */
  private static final Pattern LOGGED =
      Pattern.compile("(?m)^.{0,80}\\b(?:INFO|WARN|ERROR|DEBUG)\\b.{0,60}?[\\w$]{3,80}(?::| - )");

  private static final Pattern TRACE = Pattern.compile("(?m)^\\s{1,8}at [\\w.$/]{5,200}\\(");

  private static final int ENOUGH = 3;

  /** Formats known by their words, which data for programs may quote. */
  private static final List<Sniffer> LOOSE =
      List.of(
          new Sniffer(SourceKind.SPARK_LOG, head -> SparkLogReader.looksLikeSparkLog(head.start())),
          new Sniffer(
              SourceKind.SPARK_CONF, head -> SparkConfReader.looksLikeSparkConf(head.text())));

  /**
   * True where a GC log runs through the log of its own process: a container's standard output
   * holds both, and each reader takes its lines.
   */
  static boolean holdsLogToo(Head head) {
    return LOGGED.matcher(head.start()).results().limit(ENOUGH).count() == ENOUGH
        && SparkLogReader.looksLikeSparkLog(head.start());
  }

  /**
   * True where lines of a GC log stand in a text that tells of Spark, as people paste them: the
   * reader of texts finds out whether they are a log or quotations.
   */
  static boolean quotesGcLog(Head head) {
    return SparkLogReader.tellsOfSpark(head.start());
  }

  /** True where lines of a log stand beside what {@code kubectl} printed, as people paste them. */
  static boolean quotesLog(Head head) {
    return LOGGED.matcher(head.text()).find() || TRACE.matcher(head.text()).find();
  }

  /** Decides what a source is; any text that is nothing else is {@link SourceKind#TEXT}. */
  static Verdict verdict(Head head) {
    if (head.isBlank()) {
      return new Verdict(SourceKind.EMPTY, "empty");
    }
    if (VitalsRing.looksLikeVitals(head.bytes())) {
      return new Verdict(SourceKind.VITALS, "");
    }
    if (HeapDumpFile.looksLikeDumpOfAJvm(head.bytes(), head.name())) {
      return new Verdict(SourceKind.HEAP_DUMP, "");
    }
    String binary = Binary.describe(head.bytes());
    if (binary != null) {
      return new Verdict(SourceKind.UNUSABLE, binary);
    }
    for (Sniffer sniffer : DISTINCT) {
      if (sniffer.accepts().test(head)) {
        return new Verdict(sniffer.kind(), "");
      }
    }
    String data = Structured.describe(head.text());
    if (data != null) {
      return new Verdict(SourceKind.UNUSABLE, data);
    }
    return LOOSE.stream()
        .filter(sniffer -> sniffer.accepts().test(head))
        .findFirst()
        .map(sniffer -> new Verdict(sniffer.kind(), ""))
        .orElse(new Verdict(SourceKind.TEXT, ""));
  }
}
