package io.fizzle.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application as cluster managers name it.
 *
 * <p>YARN's {@code application_…}, {@code appattempt_…} and {@code container_…} (Hadoop's {@code
 * ApplicationId}, {@code ApplicationAttemptId}, {@code ContainerId}), a standalone master's {@code
 * app-…} ({@code Master.newApplicationId}, Databricks uses it too), Spark's own {@code spark-…} on
 * Kubernetes ({@code KubernetesConf.getKubernetesAppId}), {@code spark-application-…} of other
 * schedulers ({@code SchedulerBackend}) and {@code local-…} ({@code LocalSchedulerBackend}).
 *
 * @param id the application
 * @param attempt YARN's attempt, counted from 1; 0 where the text does not tell
 */
public record ApplicationId(String id, int attempt) {
  private static final int MOST = 4_096;
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:"
              + "app(?:lication|attempt)_(\\d{1,14}_\\d{4,10})(?:_(\\d{1,6})(?![\\d_]))?"
              + "|container_(?:e\\d{1,9}_)?(\\d{1,14}_\\d{4,10})_(\\d{2,6})_\\d{6,12}"
              + "|(app-\\d{14}-\\d{4,6}|spark-[0-9a-f]{32}|(?:spark-application|local)-\\d{13}))"
              + "(?![A-Za-z0-9])");

  /** Every application that a text names, in its order; at most some thousand. */
  public static List<ApplicationId> in(CharSequence text) {
    List<ApplicationId> found = new ArrayList<>();
    Matcher matcher = NAMED.matcher(text);
    while (found.size() < MOST && matcher.find()) {
      if (matcher.group(1) != null) {
        found.add(yarn(matcher.group(1), matcher.group(2)));
      } else if (matcher.group(3) != null) {
        found.add(yarn(matcher.group(3), matcher.group(4)));
      } else {
        found.add(new ApplicationId(matcher.group(5), 0));
      }
    }
    return found;
  }

  private static ApplicationId yarn(
      String numbers, @org.jspecify.annotations.Nullable String attempt) {
    return new ApplicationId(
        "application_" + numbers, attempt == null ? 0 : Integer.parseInt(attempt));
  }
}
