package io.fizzle.read.message;

import static io.fizzle.read.message.Measure.limitSeconds;
import static io.fizzle.read.message.Measure.sizes;
import static io.fizzle.read.message.Specificity.ROOT;
import static io.fizzle.signal.FailureKind.BROADCAST_MEMORY;
import static io.fizzle.signal.FailureKind.BROADCAST_TIMEOUT;
import static io.fizzle.signal.FailureKind.BROADCAST_TOO_LARGE;
import static io.fizzle.signal.FailureKind.KRYO_BUFFER;
import static io.fizzle.signal.FailureKind.RESULT_SIZE;
import static io.fizzle.signal.FailureKind.RPC_MESSAGE_SIZE;

import java.util.List;

/**
 * Limits that Spark itself enforces on what passes through the driver. Texts: {@code
 * TaskSetManager}, {@code BroadcastExchangeExec}, {@code QueryExecutionErrors}, {@code
 * CoarseGrainedSchedulerBackend}, {@code MapOutputTracker}, {@code KryoSerializer} of Spark 1.6 to
 * 4.2.
 */
final class DriverLimitMessages {
  private static final String SIZE = "([\\d.]{1,20} ?\\w{1,5})";

  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(RESULT_SIZE, ROOT)
              .text("Total size of serialized results of")
              .pattern(
                  "\\("
                      + SIZE
                      + "\\) is bigger than \"?spark\\.driver\\.maxResultSize\"? \\(?"
                      + SIZE,
                  sizes(1, 2)),
          MessageRule.of(BROADCAST_MEMORY, ROOT)
              .text("Not enough memory to build and broadcast the table"),
          MessageRule.of(BROADCAST_TIMEOUT, ROOT)
              .text("Could not execute broadcast in")
              .pattern("Could not execute broadcast in (\\d{1,9}) secs", limitSeconds(1)),
          MessageRule.of(BROADCAST_TIMEOUT, ROOT)
              .text("Futures timed out after [")
              .pattern("Futures timed out after \\[(\\d{1,9}) seconds\\]", limitSeconds(1))
              .frame("BroadcastExchangeExec."),
          MessageRule.of(BROADCAST_TIMEOUT, ROOT)
              .text("Futures timed out after [")
              .pattern("Futures timed out after \\[(\\d{1,9}) seconds\\]", limitSeconds(1))
              .frame("joins.BroadcastHash"),
          MessageRule.of(BROADCAST_TOO_LARGE, ROOT)
              .text("Cannot broadcast the table that is larger than")
              .pattern("larger than " + SIZE + ": " + SIZE, sizes(2, 1)),
          MessageRule.of(BROADCAST_TOO_LARGE, ROOT)
              .text("Cannot broadcast the table ", "Cannot broadcast more than ")
              .pattern("Cannot broadcast (?:the table (?:over|with|that)|more than)"),
          MessageRule.of(BROADCAST_TOO_LARGE, ROOT)
              .text("broadcasted table far exceeds estimates")
              .pattern("exceeds limit of spark\\.driver\\.maxResultSize=(\\d{1,19})", sizes(0, 1)),
          MessageRule.of(RPC_MESSAGE_SIZE, ROOT)
              .text("exceeds max allowed: ", "which exceeds spark.")
              .pattern(
                  "(?:Serialized task \\S{1,30}|Map output statuses|Serialized TaskState)"
                      + " (?:was|were) (\\d{1,19}) bytes,? which exceeds (?:max allowed: )?[^(\\n"
                      + "]{0,80}\\((\\d{1,19}) bytes\\)",
                  sizes(1, 2)),
          MessageRule.of(KRYO_BUFFER, ROOT)
              .text("Buffer overflow. Available: ")
              .pattern(
                  "Buffer overflow\\. Available: (\\d{1,19}), required: (\\d{1,19})", sizes(2, 1)),
          MessageRule.of(KRYO_BUFFER, ROOT).condition("KRYO_BUFFER_OVERFLOW"));

  private DriverLimitMessages() {}
}
