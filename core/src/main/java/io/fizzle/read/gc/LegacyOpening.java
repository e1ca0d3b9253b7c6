package io.fizzle.read.gc;

import io.fizzle.signal.JvmSignal.PauseKind;
import org.jspecify.annotations.Nullable;

/**
 * The first words of a legacy pause: {@code [GC (Allocation Failure)}, {@code [Full GC (System)},
 * {@code [GC pause (G1 Evacuation Pause) (young)}, {@code [GC remark}.
 */
record LegacyOpening(PauseKind kind, String cause, @Nullable String collector) {
  private static final byte[] PAUSE = Line.ascii(" pause (");
  private static final byte[] REMARK = Line.ascii(" remark");
  private static final byte[] CLEANUP = Line.ascii(" cleanup");
  private static final byte[] CONCURRENT = Line.ascii(" concurrent-");
  private static final byte[] WORKER = Line.ascii(" Worker");
  private static final byte[] CAUSE = Line.ascii(" (");
  private static final int MAX_CAUSE = 100;

  /** True where a pause, and no concurrent phase or detail, opens at this bracket. */
  static boolean begins(Line line, int bracket) {
    if (line.has(LegacyEvent.FULL, bracket)) {
      return true;
    }
    int after = bracket + LegacyEvent.GC.length;
    return line.has(LegacyEvent.GC, bracket)
        && !line.has(CONCURRENT, after)
        && !line.has(WORKER, after)
        && (after == line.to || " -[0123456789".indexOf(line.bytes[after]) >= 0);
  }

  static LegacyOpening read(Line line, int bracket) {
    if (line.has(LegacyEvent.FULL, bracket)) {
      String cause = cause(line, bracket + LegacyEvent.FULL.length);
      return new LegacyOpening(PauseKind.FULL, cause, null);
    }
    int after = bracket + LegacyEvent.GC.length;
    if (line.has(PAUSE, after)) {
      String cause = cause(line, after + PAUSE.length - CAUSE.length);
      boolean untold = cause.equals("young") || cause.equals("mixed") || cause.equals("partial");
      return new LegacyOpening(PauseKind.YOUNG, untold ? "" : cause, "G1");
    } else if (line.has(REMARK, after)) {
      return new LegacyOpening(PauseKind.REMARK, "", "G1");
    } else if (line.has(CLEANUP, after)) {
      return new LegacyOpening(PauseKind.CLEANUP, "", "G1");
    }
    return new LegacyOpening(PauseKind.YOUNG, cause(line, after), null);
  }

  /** The parentheses that follow, which may nest; empty where there are none. */
  private static String cause(Line line, int position) {
    if (!line.has(CAUSE, position)) {
      return "";
    }
    int open = position + 1;
    int limit = Math.min(line.to, open + MAX_CAUSE);
    int depth = 0;
    for (int i = open; i < limit; i++) {
      depth += line.bytes[i] == '(' ? 1 : line.bytes[i] == ')' ? -1 : 0;
      if (depth == 0) {
        return line.text(open + 1, i);
      }
    }
    return "";
  }
}
