package io.fizzle.read.kernel;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.BoundedLines;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import io.fizzle.read.SourceClock;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code dmesg}, the kernel's part of syslog and {@code journalctl} for oom kills. */
public final class KernelLogReader implements Reader {
  private static final int LONGEST_LINE = 8_192;

  /** Lines looked at to recognise a kernel log. */
  private static final int SAMPLE = 60;

  private static final Pattern KERNEL =
      Pattern.compile(
          "^(?:<\\d{1,3}>|\\w{1,8} {0,4}:\\w{1,8} {0,4}: )?\\[ {0,6}\\d{1,10}\\.\\d{6}] "
              + "|^\\[\\w{3} \\w{3} {1,2}\\d{1,2} \\d{2}:\\d{2}:\\d{2} \\d{4}] "
              + "|^\\S.{8,50} (?:kernel|kubelet\\[\\d{1,9}]): "
              + "|^\\{(?=[^\\n]{0,190}\"(?:__|_[A-Z]|MESSAGE|SYSLOG_))"
              + "|^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2},\\d{6}[+-]\\d{2}:\\d{2} "
              + "|^oom-kill:constraint=CONSTRAINT_"
              + "|^(?:Memory cgroup o|O)ut of memory: Kill");

  private final @Nullable LocalDate reference;

  /**
   * @param reference a day near the run's, for logs that write no year; null leaves their signals
   *     undated
   */
  public KernelLogReader(@Nullable LocalDate reference) {
    this.reference = reference;
  }

  /** True where at least half of a text's first lines are the kernel's. */
  public static boolean looksLikeKernelLog(String head) {
    long[] seen = new long[2];
    head.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("-- "))
        .limit(SAMPLE)
        .forEach(
            line -> {
              seen[0]++;
              seen[1] +=
                  KERNEL.matcher(line.substring(0, Math.min(line.length(), 200))).find() ? 1 : 0;
            });
    return seen[1] > 0 && 2 * seen[1] >= seen[0];
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    OomKills kills = new OomKills(sink);
    ReadReport report =
        BoundedLines.read(
            bytes,
            LONGEST_LINE,
            (number, line) ->
                !OomKills.mayHold(line) && !KubeletLines.mayHold(line)
                    || tell(input, number, line, kills, sink));
    kills.finish();
    return report;
  }

  private boolean tell(ReadInput input, long number, String line, OomKills kills, SignalSink sink) {
    SourceClock clock = input.clock();
    KernelLine parsed = KernelLine.parse(line, clock, reference);
    KernelLine kernel = parsed == null ? new KernelLine(null, line.strip()) : parsed;
    Evidence evidence =
        new Evidence(
            input.source(), number, kernel.time(), line.startsWith("{") ? kernel.message() : line);
    return KubeletLines.mayHold(line)
        ? KubeletLines.tell(kernel.message(), evidence, sink)
        : kills.accept(kernel.message(), evidence);
  }
}
