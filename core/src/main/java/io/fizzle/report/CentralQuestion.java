package io.fizzle.report;

import io.fizzle.cause.Answer;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.diagnosis.Explained;
import io.fizzle.incident.GcTiming;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.ProcessLost;
import java.util.List;
import java.util.Optional;

/** The central question, answered for every lost executor: GC, out of memory, both, or neither. */
final class CentralQuestion {

  /**
   * One row of the table; every cell is for people.
   *
   * @param gc share of stopped time in the window before the end, and the window
   * @param heap share of the heap in use after the last full collection
   */
  record Row(
      String executor,
      String lostAt,
      String answer,
      String cause,
      String gc,
      String heap,
      String exit) {}

  static final Row HEADER =
      new Row("executor", "lost at", "answer", "cause", "GC before end", "heap", "exit");

  private CentralQuestion() {}

  /** Rows for the lost executors that did not end as planned, in the order of the incidents. */
  static List<Row> rows(List<Explained> incidents) {
    double threshold = Calibration.shipped().threshold();
    return incidents.stream()
        .filter(one -> one.incident() instanceof ExecutorLost)
        .filter(one -> one.topFrom(threshold).filter(top -> top.cause().isBenign()).isEmpty())
        .map(one -> row(one, threshold))
        .toList();
  }

  private static Row row(Explained explained, double threshold) {
    ProcessLost lost = (ProcessLost) explained.incident();
    String executor = lost.subject().executor();
    Optional<GcTiming> timing = lost.timing();
    return new Row(
        executor == null ? "?" : executor,
        lost.at() == null ? "?" : Wording.time(lost.at()),
        explained
            .topFrom(threshold)
            .map(top -> top.cause().answer())
            .map(Answer::label)
            .orElse("not enough evidence"),
        Wording.cause(explained, threshold),
        timing
            .map(gc -> Wording.percent(gc.shareInWindow()) + " of " + Wording.duration(gc.window()))
            .orElse("no GC log"),
        timing
            .filter(gc -> gc.occupied() >= 0)
            .map(gc -> Wording.percent(gc.occupied()) + " full")
            .orElse("-"),
        lost.ledger().exitCode() == null ? "-" : String.valueOf(lost.ledger().exitCode()));
  }
}
