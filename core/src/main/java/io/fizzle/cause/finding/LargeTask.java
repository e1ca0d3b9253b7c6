package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.signal.WorkSignal;
import java.util.List;

/** Tasks that carry data of the driver with them; Spark warns from 1000 KiB on (TaskSetManager). */
final class LargeTask implements FindingRule {

  @Override
  public List<Finding> find(Application application) {
    return application.facts().all(WorkSignal.LargeTask.class).stream()
        .map(
            task ->
                new Finding(
                    "large-task",
                    task.bytes() > (10L << 20) ? Severity.HIGH : Severity.MEDIUM,
                    "stage " + task.stage(),
                    List.of(
                        new Argument(
                            Strength.PROOF.logOdds(),
                            task.evidence(),
                            "a task of " + Numbers.bytes(task.bytes()) + " was shipped")),
                    "every task of the stage is serialised, sent and deserialised with up to "
                        + Numbers.bytes(task.bytes()),
                    List.of()))
        .toList();
  }
}
