package io.fizzle.history.risk;

import io.fizzle.history.analysis.Answer;
import io.fizzle.report.Document;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chance that an application's next run fails, and from what: {@code fizzle history risk}.
 *
 * @param asked settings that were given, beside those of its last run
 * @param runs of it that ended
 * @param failures of these
 * @param lastFailure when one failed last; null where none did
 * @param needed runs below which no chance is told
 * @param chance that the next one fails, 0 to 1; null where there is not enough history
 * @param low end of the interval that holds its chance with 90 %
 * @param high end of it
 * @param setting that tells its failures apart; null where none does
 * @param unseen settings that none of its runs had
 * @param causes of its failures and those of its kind, the likeliest first
 * @param kinds what its chance is drawn towards, the nearest first
 * @param model in words: how it was fitted
 */
public record Risk(
    String project,
    String application,
    Instant at,
    Map<String, String> asked,
    long runs,
    long failures,
    @Nullable Instant lastFailure,
    int needed,
    @Nullable Double chance,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Setting setting,
    List<String> unseen,
    List<CauseShare> causes,
    List<Kind> kinds,
    String model)
    implements Answer {

  public Risk {
    asked = Collections.unmodifiableMap(new TreeMap<>(asked));
    unseen = List.copyOf(unseen);
    causes = List.copyOf(causes);
    kinds = List.copyOf(kinds);
  }

  /**
   * How probable a cause is, if the run fails.
   *
   * @param failures of the application by it
   * @param last of these; null where there are none
   * @param share of its failures that may be by it, 0 to 1; its kind counts as two failures of its
   *     own
   */
  public record CauseShare(String cause, long failures, @Nullable Instant last, double share) {}

  /** What an application is one of. */
  public record Kind(String name, long failures, long runs) {}

  @Override
  public String schema() {
    return "fizzle.history-risk/1";
  }

  @Override
  public Document document() {
    return RiskDocument.of(this);
  }
}
