package io.fizzle.read.message;

import static io.fizzle.read.message.Measure.sizes;
import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.WRAPPER;
import static io.fizzle.signal.FailureKind.BARRIER_TIMEOUT;
import static io.fizzle.signal.FailureKind.EXCLUDED_EVERYWHERE;
import static io.fizzle.signal.FailureKind.UNSCHEDULABLE;

import java.util.List;

/**
 * Work that no machine takes. Texts: {@code TaskSetManager} ({@code blacklist} up to 3.0), {@code
 * TaskSchedulerImpl}, {@code BarrierCoordinator}, {@code BarrierJobSlotsNumberCheckFailed}, {@code
 * yarn.Client} of Spark 1.6 to 4.2; the Kubernetes scheduler and quota admission.
 */
final class SchedulingMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(EXCLUDED_EVERYWHERE, WRAPPER)
              .text("cannot run anywhere due to node and executor"),
          MessageRule.of(UNSCHEDULABLE, CAUSE).text("Initial job has not accepted any resources"),
          // the coordinator answers: no connection is in question (BarrierCoordinator)
          MessageRule.of(BARRIER_TIMEOUT, CAUSE).text("didn't get all barrier sync requests for"),
          MessageRule.of(UNSCHEDULABLE, CAUSE).type("BarrierJobSlotsNumberCheckFailed"),
          MessageRule.of(UNSCHEDULABLE, CAUSE)
              .text(
                  "Barrier execution mode does not allow run a barrier stage that requires more"
                      + " slots"),
          MessageRule.of(UNSCHEDULABLE, CAUSE)
              .text("above the max threshold")
              .pattern(
                  "Required (?:executor|AM) memory (?:\\((?:\\d{1,9}\\+\\d{1,9} MB|\\d{1,9})\\)"
                      + "|\\(?(\\d{1,15} ?MB)\\)?)[^\\n]{0,300}"
                      + "above the max threshold \\((\\d{1,15} ?MB)\\)",
                  sizes(1, 2)),
          MessageRule.of(UNSCHEDULABLE, CAUSE)
              .text("nodes are available: ")
              .pattern("\\b0/\\d{1,6} nodes are available: "),
          MessageRule.of(UNSCHEDULABLE, CAUSE)
              .text("exceeded quota: ")
              .pattern(" is forbidden: (?:[\\w-]{1,60} )?exceeded quota: |^exceeded quota: "));

  private SchedulingMessages() {}
}
