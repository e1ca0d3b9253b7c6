package io.fizzle.report;

import io.fizzle.cause.Answer;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Explained;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.ProcessLost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The central question, answered for every lost executor: GC, out of memory, both, or neither. */
final class CentralQuestion {

  /** The head of the table; the cause comes last because its names are long. */
  static final List<String> HEADER =
      List.of("exec", "lost at", "answer", "GC", "heap", "exit", "silence", "cause");

  private static final String ABOUT_GC =
      "GC: share of stopped time in the heartbeat silence, else in the 10 s before the error or"
          + " the end";
  private static final String ABOUT_HEAP =
      "; heap: in use after the fullest of the last full collections";

  private static final String NOTHING = "-";
  private static final String NO_LOG = "no log";
  private static final int LONGEST_NAME = 12;

  private CentralQuestion() {}

  /** Rows for the lost executors that did not end as planned, in the order of the incidents. */
  static List<List<String>> rows(Diagnosis diagnosis) {
    double threshold = diagnosis.calibration().threshold();
    return diagnosis
        .each()
        .filter(one -> one.incident() instanceof ExecutorLost)
        .filter(one -> one.topFrom(threshold).filter(top -> top.cause().isBenign()).isEmpty())
        .map(one -> row(one, threshold))
        .toList();
  }

  private static List<String> row(Explained explained, double threshold) {
    ProcessLost lost = (ProcessLost) explained.incident();
    String executor = lost.subject().executor();
    Optional<GcTiming> timing = lost.timing();
    Duration silence = lost.ledger().silence();
    Integer exit = lost.ledger().exitCode();
    return List.of(
        executor == null ? "?" : shortened(executor),
        lost.at() == null ? "?" : Wording.time(lost.at()),
        explained
            .topFrom(threshold)
            .flatMap(top -> top.cause().answer(lost))
            .map(Wording::answer)
            .orElse("unclear"),
        timing
            .filter(gc -> !gc.misplaced())
            .map(gc -> Wording.percent(share(lost, gc)))
            .orElse(NO_LOG),
        timing
            .filter(gc -> gc.occupied() >= 0)
            .map(gc -> Wording.percent(gc.occupied()) + " full")
            .orElse(NOTHING),
        exit == null ? NOTHING : String.valueOf(exit),
        silence.isZero() ? NOTHING : Wording.duration(silence),
        cause(explained, threshold));
  }

  /** Container ids and UUIDs differ at their ends. */
  private static String shortened(String executor) {
    return executor.length() <= LONGEST_NAME
        ? executor
        : "…" + executor.substring(executor.length() - LONGEST_NAME + 1);
  }

  private static String cause(Explained explained, double threshold) {
    String doubt = explained.topFrom(threshold).isPresent() ? "" : "?";
    return explained.top().map(top -> top.cause().id() + doubt).orElse(NOTHING);
  }

  /** What the figures of these rows are shares of; empty where there are none. */
  static String footnote(List<List<String>> rows) {
    if (rows.stream().allMatch(row -> row.get(HEADER.indexOf("GC")).equals(NO_LOG))) {
      return "";
    }
    boolean heap = rows.stream().anyMatch(row -> !row.get(HEADER.indexOf("heap")).equals(NOTHING));
    return ABOUT_GC + (heap ? ABOUT_HEAP : "");
  }

  /** The window that decides: the silence, else the time before the first error, else the end. */
  private static double share(ProcessLost lost, GcTiming timing) {
    boolean error = lost.ledger().silence().isZero() && !lost.memoryErrors().isEmpty();
    return error ? timing.shareBeforeError() : timing.shareInWindow();
  }

  /** The answer for the one process that the verdict is about; empty where none was lost. */
  static Optional<Answer> answer(Explained main) {
    return main.incident() instanceof ProcessLost
        ? main.top().flatMap(top -> top.cause().answer(main.incident()))
        : Optional.empty();
  }
}
