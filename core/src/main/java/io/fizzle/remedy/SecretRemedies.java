package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.regex.Pattern;

/**
 * For Spark's processes and shuffle services that do not believe each other ({@code
 * spark.authenticate}, Spark Security): the service is up, and starting it again changes nothing.
 */
public final class SecretRemedies {
  /** {@code SaslMessage}, {@code AuthRpcHandler}, {@code BlockTransferMessage}. */
  private static final Pattern ONE_SIDE_ONLY =
      Pattern.compile(
          "Expected SaslMessage|Unknown challenge message|Unknown message type: -\\d{1,3}");

  private static final String OTHER_MANAGER = "Unsupported shuffle manager of executor";

  private static final String SERVICE = "spark.shuffle.service.enabled";
  private static final String STARTS = "executors start";

  private SecretRemedies() {}

  /** For two sides whose secrets differ. */
  public static List<Remedy> mismatch(SparkConf conf) {
    boolean yarn = conf.manager() == ClusterManager.YARN;
    return List.of(
        new OperatorAction(
            yarn
                ? "Start the application again; where it comes back, give the node managers the"
                    + " recovery of their state"
                : "Give both sides the same secret: spark.authenticate.secret of the application"
                    + " and of the shuffle service or the workers",
            yarn
                ? "grep -A1 -E 'nodemanager.recovery|spark.authenticate' yarn-site.xml"
                : "grep -h spark.authenticate conf/spark-defaults.conf conf/spark-env.sh",
            yarn
                ? "On YARN each application has a secret of its own, which its node managers hand"
                    + " to the shuffle service (spark.authenticate.secret is not used there). A"
                    + " service that lost or kept an old one refuses the executors; it runs, and"
                    + " is reached."
                : "The shuffle service answers and does not know the secret that the executor uses"
                    + " (spark.authenticate). On YARN it is one of each application, handed over"
                    + " by the node managers.",
            Risk.low("nothing else changes"),
            "executors register with their shuffle service"));
  }

  private static Remedy withoutService(SparkConf conf) {
    String why =
        "Spark's shuffle service only knows Spark's own shuffle files; this application's"
            + " spark.shuffle.manager writes elsewhere.";
    Risk risk = Risk.low("dynamic allocation then needs another keeper of the shuffle");
    return conf.flag(SERVICE)
        ? new ConfigurationChange(conf.change(SERVICE, "false"), "", why, risk, STARTS)
        : new OperatorAction(
            "Run the application without Spark's shuffle service: " + SERVICE + "=false",
            null,
            why,
            risk,
            STARTS);
  }

  /**
   * For two sides of which only one uses a secret, and for a shuffle that the service does not
   * know; empty where the message tells of neither.
   */
  static List<Remedy> badConfiguration(SparkConf conf, String message) {
    if (message.contains(OTHER_MANAGER)) {
      return List.of(withoutService(conf));
    }
    if (!ONE_SIDE_ONLY.matcher(message).find()) {
      return List.of();
    }
    return List.of(
        new OperatorAction(
            "Set spark.authenticate to the same value for the application and for the shuffle"
                + " service",
            conf.manager() == ClusterManager.YARN
                ? "grep -A1 spark.authenticate yarn-site.xml  # the node managers' side"
                : "grep -h spark.authenticate conf/spark-defaults.conf conf/spark-env.sh",
            "One side began with a secret and the other does not use one. On YARN the shuffle"
                + " service reads spark.authenticate from the node managers' yarn-site.xml,"
                + " standalone from the workers' own configuration.",
            Risk.medium("the service must be started again, and its applications with it"),
            "executors register and fetch"));
  }
}
