package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserExceptionRemediesTest {
  /** Messages that name the way out themselves. */
  static final List<String> WORDS =
      List.of(
          "[CAST_INVALID_INPUT] The value 'n/a' of the type \"STRING\" cannot be cast to \"DOUBLE\""
              + " because it is malformed. Use `try_cast` to tolerate malformed input",
          "[DIVIDE_BY_ZERO] Division by zero. Use `try_divide` to tolerate divisor being 0",
          "Fail to parse '2020-1-1' in the new parser. You can set"
              + " \"spark.sql.legacy.timeParserPolicy\" to \"LEGACY\" to restore the behavior",
          "Unseen label: PURPLE. To handle unseen labels, set Param handleInvalid to keep.",
          "[DELTA_SOURCE_TABLE_IGNORE_CHANGES] Detected a data update in the source table at"
              + " version 12. If you are okay to skip changes, set the option 'skipChangeCommits'"
              + " to 'true'.",
          "assertion failed: There are [1] sources in the checkpoint offsets and now there are [2]"
              + " sources requested by the query. Cannot continue.",
          "The message is 1573040 bytes when serialized which is larger than 1048576, which is the"
              + " value of the max.request.size configuration.");

  @Test
  void pointsToTheFirstFrameThatIsTheUsers() {
    List<Remedy> remedies =
        UserExceptionRemedies.of(
            "java.lang.ArithmeticException",
            "/ by zero",
            List.of(
                "java.base/java.math.BigDecimal.divide(BigDecimal.java:1783)",
                "app//com.shop.Price.of(Price.java:7)"),
            true);
    assertThat(Runs.titles(remedies))
        .containsExactly(
            "Handle java.lang.ArithmeticException at app//com.shop.Price.of(Price.java:7)");
    assertThat(remedies.get(0).why()).contains("more memory only delay the end");
  }

  @Test
  void pointsNowhereWhereNoFrameIsTheUsers() {
    assertThat(
            Runs.titles(
                UserExceptionRemedies.of(
                    "org.apache.spark.SparkArithmeticException",
                    "",
                    List.of(
                        "org.apache.spark.sql.errors.QueryExecutionErrors$.divideByZeroError(Q.scala:2)",
                        "scala.collection.Iterator$$anon$10.next(Iterator.scala:461)"),
                    true)))
        .containsExactly("Handle org.apache.spark.SparkArithmeticException");
  }

  @Test
  void speaksOfRecordsOnlyWhereATaskFailed() {
    assertThat(UserExceptionRemedies.of("a.B", "", List.of(), false).get(0).why())
        .isEqualTo(
            "The program threw it in the driver. More attempts or more memory only delay the end.");
  }

  @Test
  void repeatsTheWayOutThatTheMessageNames() {
    assertThat(
            WORDS.stream()
                .map(words -> UserExceptionRemedies.of("a.B", words, List.of(), true).get(0))
                .map(Remedy::title))
        .containsExactly(
            "Use try_cast where such values are expected, or correct them",
            "Use try_divide where such values are expected, or correct them",
            "Give the pattern that fits the values; or set spark.sql.legacy.timeParserPolicy",
            "Say what the transformer does with values that it has not seen: handleInvalid",
            "Skip commits that change rows, or start anew with another checkpoint to read them",
            "Start the changed query with a checkpoint of its own, or take the change back",
            "Make the records smaller, or let producer and topic take larger ones");
  }
}
