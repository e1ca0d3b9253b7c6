package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.signal.WorkSignal;
import java.util.List;

/** Tasks that carry data of the driver with them; Spark warns from 1000 KiB on (TaskSetManager). */
final class LargeTask implements FindingRule {
  private static final String ID = "large-task";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Large tasks";
  }

  @Override
  public Page page() {
    return new Page(
        "Data of the driver travel inside the tasks: a local collection given to `parallelize`, or"
            + " one that a closure captured.",
        "Spark's own warning `Stage N contains a task of very large size`, which it gives from 1000"
            + " KiB on (100 KB before Spark 3.0).",
        "A task that reads much: that is its input, not its size.",
        "Raising `spark.rpc.message.maxSize`: the tasks stay as large.");
  }

  @Override
  public List<Finding> find(Application application) {
    return application.facts().all(WorkSignal.LargeTask.class).stream()
        .map(
            task ->
                new Finding(
                    ID,
                    task.bytes() > (10L << 20) ? Severity.HIGH : Severity.MEDIUM,
                    "stage " + task.stage(),
                    List.of(
                        new Argument(
                            Strength.PROOF,
                            task.evidence(),
                            "a task of " + Numbers.bytes(task.bytes()) + " was shipped")),
                    "every task of the stage is serialised, sent and deserialised with up to "
                        + Numbers.bytes(task.bytes()),
                    List.of()))
        .toList();
  }
}
