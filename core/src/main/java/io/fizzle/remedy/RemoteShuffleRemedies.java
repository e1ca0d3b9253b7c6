package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;

/**
 * For shuffle data that servers beside Spark keep: Apache Celeborn and Apache Uniffle. Their keys
 * are their own ({@code CelebornConf}, {@code RssSparkConfig}), not Spark's.
 */
public final class RemoteShuffleRemedies {
  private RemoteShuffleRemedies() {}

  /**
   * For a shuffle that got no server to write to.
   *
   * @param client the exception's class or message, which name the service
   */
  public static List<Remedy> noServer(String client) {
    return List.of(
        new OperatorAction(
            "Look which "
                + servers(client)
                + " are alive, excluded or full, and start or free some",
            null,
            "The service had no server with room for this shuffle. Retries of the task ask the same"
                + " servers.",
            Risk.medium("needs the administrator of the service"),
            "the shuffle is registered"));
  }

  /**
   * For data that was written and could not be read any more.
   *
   * @param client the exception's class or message, which name the service
   */
  public static List<Remedy> lost(String client) {
    return List.of(
        new OperatorAction(
            "Look for the end or a full disk of one of the " + servers(client),
            null,
            "What tasks had pushed to the service is not there any more, or not whole.",
            Risk.medium("needs the administrator of the service"),
            "the same stage reads what was written"),
        new OperatorAction(
            isCeleborn(client)
                ? "Keep two copies: spark.celeborn.client.push.replicate.enabled=true"
                : "Keep copies: spark.rss.data.replica=3, spark.rss.data.replica.write=2,"
                    + " spark.rss.data.replica.read=2",
            null,
            "One server can then be lost without the data. One copy is the default.",
            Risk.medium("as much more traffic and disk of the service"),
            "a lost server no longer fails a stage"));
  }

  private static String servers(String client) {
    return isCeleborn(client) ? "Celeborn workers" : "Uniffle shuffle servers";
  }

  private static boolean isCeleborn(String client) {
    return client.contains("eleborn") || client.contains("aliyun");
  }
}
