package io.fizzle.cli;

import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.report.Report;

/** The command's exit codes: a contract. */
final class ExitCode {
  static final int NOTHING_WRONG = 0;
  static final int DIAGNOSED = 1;
  static final int BAD_USAGE = 2;
  static final int UNDETERMINED = 3;

  /** A digest did not reach everybody; the other codes of {@code fizzle digest} are 0 and 2. */
  static final int NOT_SENT = 4;

  private ExitCode() {}

  static int of(Report report) {
    if (!report.hasRead()) {
      return BAD_USAGE;
    }
    Diagnosis diagnosis = report.diagnosis();
    if (diagnosis.verdict().cause().equals(Causes.UNDETERMINED)) {
      return UNDETERMINED;
    }
    return report.all().stream().anyMatch(ExitCode::isDiagnosed) ? DIAGNOSED : NOTHING_WRONG;
  }

  private static boolean isDiagnosed(Diagnosis diagnosis) {
    double threshold = diagnosis.calibration().threshold();
    boolean incident =
        diagnosis.incidents().stream()
            .anyMatch(
                one -> one.topFrom(threshold).filter(top -> top.cause().isBenign()).isEmpty());
    return incident || !diagnosis.findings().isEmpty();
  }
}
