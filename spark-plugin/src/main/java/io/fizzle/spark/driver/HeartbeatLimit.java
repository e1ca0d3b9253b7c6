package io.fizzle.spark.driver;

import io.fizzle.cause.Numbers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.network.util.JavaUtils;

/**
 * How long an executor may be silent before it is lost.
 *
 * <p>The driver gives it up ({@code HeartbeatReceiver}, Spark 3.0 to 4.2): it looks every {@code
 * spark.network.timeoutInterval} for executors whose last heartbeat is older than {@code
 * spark.storage.blockManagerHeartbeatTimeoutMs}, or where that is not set {@code
 * spark.network.timeout}. And the executor ends itself with exit code 56 ({@code
 * Executor.reportHeartBeat}) after {@code spark.executor.heartbeat.maxFailures} heartbeats without
 * an answer, which leave every {@code spark.executor.heartbeatInterval}. What comes first counts.
 *
 * @param silence the shortest that loses the executor
 * @param says what happens then, and which settings decide it
 */
record HeartbeatLimit(Duration silence, String says) {
  private static final String OWN = "spark.storage.blockManagerHeartbeatTimeoutMs";
  private static final String NETWORK = "spark.network.timeout";
  private static final String LOOK = "spark.network.timeoutInterval";
  private static final String FAILURES = "spark.executor.heartbeat.maxFailures";
  private static final String INTERVAL = "spark.executor.heartbeatInterval";

  /**
   * By the configuration of an application; defaults are those of Spark 3.5 to 4.2.
   *
   * @param conf the value of a key; empty where it is not set
   */
  static HeartbeatLimit of(Function<String, Optional<String>> conf) {
    Optional<String> own = conf.apply(OWN);
    String key = own.isPresent() ? OWN : NETWORK;
    Duration timeout =
        own.map(HeartbeatLimit::millis)
            .orElseGet(
                () ->
                    Duration.ofSeconds(
                        JavaUtils.timeStringAsSec(conf.apply(NETWORK).orElse("120s"))));
    Duration look = millis(conf.apply(LOOK).orElse("60s"));
    int failures = Integer.parseInt(conf.apply(FAILURES).orElse("60").strip());
    Duration unanswered = millis(conf.apply(INTERVAL).orElse("10s")).multipliedBy(failures);
    if (unanswered.compareTo(timeout) < 0) {
      return new HeartbeatLimit(
          unanswered,
          "it ends itself when "
              + (failures == 1 ? "one heartbeat" : failures + " heartbeats")
              + " in a row had no answer within "
              + Numbers.duration(unanswered)
              + " ("
              + FAILURES
              + ")");
    }
    return new HeartbeatLimit(
        timeout,
        "the driver looks every "
            + Numbers.duration(look)
            + " and gives up whoever was silent for "
            + Numbers.duration(timeout)
            + " ("
            + key
            + ")");
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(JavaUtils.timeStringAsMs(text));
  }
}
