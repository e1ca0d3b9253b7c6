package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For an exception of the user's code: where its message names the way out, that way; and the first
 * place in the trace that is the user's.
 */
public final class UserExceptionRemedies {
  /** {@code error-conditions.json} of Spark 3.2 and later. */
  private static final Pattern TRY_FUNCTION =
      Pattern.compile("[Uu]se [`'\"]?(try_[a-z_]{2,30})[`'\"]?");

  /** Packages that no application has of its own, and the folders of installed Python packages. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          "^(?:java|javax|jakarta|jdk|sun|scala|akka|kafka|antlr|breeze|py4j|oracle|okhttp3"
              + "|ai\\.rapids|com\\.(?:sun|google|amazonaws|amazon|clickhouse|codahale"
              + "|couchbase|databricks|datastax|esotericsoftware|fasterxml|github\\.luben|ibm"
              + "|microsoft|mongodb|mysql|ning|nvidia|sap|teradata|thoughtworks|twitter"
              + "|univocity|vertica|zaxxer)|software\\.amazon"
              + "|org\\.(?:antlr|apache|bson|codehaus|eclipse|elasticsearch|glassfish|joda"
              + "|json4s|mariadb|mongodb|objenesis|postgresql|roaringbitmap|rocksdb|slf4j"
              + "|sparkproject|tukaani|xerial)"
              + "|io\\.(?:airlift|confluent|delta|fabric8|grpc|netty|openlineage)"
              + "|net\\.(?:jpountz|razorvine|snowflake)|ru\\.yandex\\.clickhouse)\\."
              + "|(?:site|dist)-packages|/pyspark/|pyspark\\.zip|py4j|/lib/python\\d|<frozen");

  /** {@code java.base/}, {@code app//}: the module and the loader of a frame since Java 9. */
  private static final Pattern MODULE =
      Pattern.compile("^[\\w.@-]{0,80}/{1,2}(?=[\\w$.]{1,200}\\()");

  private UserExceptionRemedies() {}

  /**
   * @param type class of the exception, empty where not told
   * @param message its message
   * @param frames first frames of its trace, innermost first
   * @param inTask true where a task met it, false where the driver did
   */
  public static List<Remedy> of(String type, String message, List<String> frames, boolean inTask) {
    List<Remedy> remedies = new ArrayList<>(named(message));
    String what = type.isEmpty() ? "the exception" : type;
    String own =
        frames.stream()
            .filter(UserExceptionRemedies::isUsers)
            .findFirst()
            .map(frame -> " at " + frame)
            .orElse("");
    remedies.add(
        new CodeChange(
            "Handle " + what + own,
            "",
            inTask
                ? "The code threw it while it worked on a record or a file." + CodeRemedies.RETRIES
                : "The program threw it in the driver. More attempts or more memory only delay the"
                    + " end.",
            Risk.low("a change in the user's code"),
            inTask
                ? "the partition that failed is processed; test it with that record"
                : "the program gets past this place"));
    return List.copyOf(remedies);
  }

  /** Whether a frame is of no library that is known: most likely the user's own code. */
  public static boolean isUsers(String frame) {
    return !LIBRARY.matcher(MODULE.matcher(frame).replaceFirst("")).find();
  }

  private static List<Remedy> named(String message) {
    Matcher function = TRY_FUNCTION.matcher(message);
    if (function.find()) {
      return List.of(
          way(
              "Use " + function.group(1) + " where such values are expected, or correct them",
              function.group(1).equals("try_cast") ? "try_cast(amount AS DOUBLE)" : "",
              "It gives NULL for a value that the plain function refuses under ANSI rules.",
              Risk.medium("NULLs have to be handled further on")));
    }
    if (message.contains("spark.sql.legacy.timeParserPolicy")) {
      return List.of(
          way(
              "Give the pattern that fits the values; or set spark.sql.legacy.timeParserPolicy",
              "to_date(col(\"day\"), \"yyyy-M-d\")  // LEGACY parses as Spark 2.4 did, CORRECTED"
                  + " gives NULL for what does not fit",
              "The parser of Spark 3 is stricter than the one before, and this value fits only the"
                  + " older.",
              Risk.medium("LEGACY and CORRECTED give different results for such values")));
    }
    if (message.contains("handleInvalid")) {
      return List.of(
          way(
              "Say what the transformer does with values that it has not seen: handleInvalid",
              "indexer.setHandleInvalid(\"keep\")  // or \"skip\", which drops the rows",
              "The data hold a value that the data for the fit did not.",
              Risk.medium("unseen values share one index, or their rows are dropped")));
    }
    if (message.contains("SPARK-2243")) {
      return List.of(
          way(
              "Take the SparkSession that there is, or stop it before the next is made",
              "SparkSession.builder().getOrCreate()",
              "A JVM has one SparkContext at a time, and the program made a second one.",
              Risk.low("the settings of the first one stay")));
    }
    return streaming(message);
  }

  private static List<Remedy> streaming(String message) {
    if (message.contains("skipChangeCommits")) {
      return List.of(
          way(
              "Skip commits that change rows, or start anew with another checkpoint to read them",
              ".option(\"skipChangeCommits\", \"true\")",
              "A Delta source of a stream takes rows that are added; this commit changed some.",
              Risk.high("with the option the changes never reach the result")));
    }
    if (message.contains("sources in the checkpoint offsets")) {
      return List.of(
          way(
              "Start the changed query with a checkpoint of its own, or take the change back",
              ".option(\"checkpointLocation\", newPath)",
              "A checkpoint belongs to one set of sources; this query has another number of them.",
              Risk.high("a new checkpoint starts at the sources' starting offsets")));
    }
    if (message.contains("max.request.size")) {
      return List.of(
          way(
              "Make the records smaller, or let producer and topic take larger ones",
              ".option(\"kafka.max.request.size\", BYTES)  // and max.message.bytes of the topic",
              "The producer refuses a record above max.request.size (1 MiB by default), and the"
                  + " broker one above the topic's max.message.bytes.",
              Risk.medium("the brokers and all consumers must take such records")));
    }
    return List.of();
  }

  private static CodeChange way(String title, String example, String why, Risk risk) {
    return new CodeChange(title, example, why, risk, "the message does not come again");
  }
}
