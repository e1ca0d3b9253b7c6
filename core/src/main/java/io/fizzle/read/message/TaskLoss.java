package io.fizzle.read.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spark's sentence about a failed task attempt, in a line of its own or inside an abort's message.
 *
 * <p>{@code Lost task i.a in stage s.t (TID n) (host executor e): reason} since 3.1, {@code (TID n,
 * host, executor e): reason} from 2.0, {@code (TID n, host): reason} before; {@code (TID n) on
 * host, executor e: class (message) [duplicate n]} for repeats (TaskSetManager.handleFailedTask).
 *
 * @param taskId -1 where not told
 * @param executorId empty where not told
 * @param duplicate the number in {@code [duplicate n]}, 0 for a full report
 */
public record TaskLoss(
    int index,
    int attempt,
    int stage,
    int stageAttempt,
    long taskId,
    String host,
    String executorId,
    String reason,
    int duplicate) {

  public static final String HEAD =
      "Lost task (\\d{1,9})\\.(\\d{1,9}) in stage (\\d{1,9})\\.(\\d{1,9})";

  private static final Pattern FULL =
      Pattern.compile(
          HEAD
              + "(?: \\(TID (\\d{1,18})(?:, ([^\\s,)]{1,255})(?:, executor ([^\\s),]{1,100}))?(?:,"
              + " partition[^)]{0,200})?\\)|\\) \\((\\S{1,255}) executor ([^\\s)]{1,100})\\)|\\)))?"
              + ":\\s{0,8}",
          Pattern.DOTALL);
  private static final Pattern DUPLICATE =
      Pattern.compile(
          HEAD
              + " \\(TID (\\d{1,18})\\) on (?:executor )?([^\\s,:]{1,255})(?:, executor"
              + " ([^\\s:]{1,100}))?: (.{0,20000}?) \\[duplicate (\\d{1,9})\\]",
          Pattern.DOTALL);

  private static final Pattern LOST =
      Pattern.compile("ExecutorLostFailure \\(executor (\\S{1,100}) (?:exited|lost)");

  /** Null where the text does not begin with such a sentence. */
  public static @Nullable TaskLoss parse(String text) {
    Matcher duplicate = DUPLICATE.matcher(text);
    if (duplicate.lookingAt()) {
      return of(
          duplicate,
          duplicate.group(6),
          orEmpty(duplicate.group(7)),
          duplicate.group(8),
          Integer.parseInt(duplicate.group(9)));
    }
    Matcher full = FULL.matcher(text);
    if (!full.lookingAt()) {
      return null;
    }
    String host = full.group(6) == null ? orEmpty(full.group(8)) : full.group(6);
    String executor = full.group(7) == null ? orEmpty(full.group(9)) : full.group(7);
    String reason = text.substring(full.end());
    return of(full, host, executor.isEmpty() ? lostExecutor(reason) : executor, reason, 0);
  }

  private static TaskLoss of(
      Matcher match, String host, String executor, String reason, int duplicate) {
    return new TaskLoss(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        Integer.parseInt(match.group(3)),
        Integer.parseInt(match.group(4)),
        match.group(5) == null ? -1 : Long.parseLong(match.group(5)),
        host,
        executor,
        reason,
        duplicate);
  }

  /** The executor that the reason names, for sentences that somebody shortened. */
  private static String lostExecutor(String reason) {
    Matcher lost = LOST.matcher(reason);
    return lost.lookingAt() ? lost.group(1) : "";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
