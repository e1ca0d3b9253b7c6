package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.COLLATERAL;
import static io.fizzle.read.message.Specificity.TRANSPORT;
import static io.fizzle.signal.FailureKind.CANCELLED;
import static io.fizzle.signal.FailureKind.COMMIT_DENIED;
import static io.fizzle.signal.FailureKind.CONTEXT_STOPPED;
import static io.fizzle.signal.FailureKind.EXECUTOR_LOST;
import static io.fizzle.signal.FailureKind.PROGRAM_EXITED;
import static io.fizzle.signal.FailureKind.REJECTED_BY_DYING_EXECUTOR;
import static io.fizzle.signal.FailureKind.TASK_KILLED;

import java.util.List;

/**
 * What follows from something that ended elsewhere. Texts: {@code DAGScheduler}, {@code
 * SparkContext}, {@code Dispatcher}, {@code ApplicationMaster}, {@code ExecutorPodsAllocator} of
 * Spark 1.6 to 4.2. The task end reasons themselves are in {@link Envelopes}.
 */
final class CollateralMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(REJECTED_BY_DYING_EXECUTOR, COLLATERAL)
              .type("RejectedExecutionException")
              .text("org.apache.spark.executor.Executor$TaskRunner"),
          MessageRule.of(TASK_KILLED, COLLATERAL).type("TaskKilledException"),
          MessageRule.of(COMMIT_DENIED, COLLATERAL).type("CommitDeniedException"),
          MessageRule.of(CONTEXT_STOPPED, TRANSPORT)
              .text(
                  "Cannot call methods on a stopped SparkContext",
                  "SparkContext was shut down",
                  "SparkContext has been shutdown",
                  "Spark context stopped while waiting for backend",
                  "Shutdown hooks cannot be modified during shutdown",
                  "Shutdown in progress",
                  "RpcEnv already stopped",
                  "Could not find CoarseGrainedScheduler",
                  "Master removed our application: FAILED",
                  "Yarn application has already ended"),
          // yarn.Client tells its caller of an end that the manager's diagnostics explain
          MessageRule.of(CONTEXT_STOPPED, COLLATERAL)
              .text("Application application_")
              .pattern(
                  "^Application application_\\w{1,60} (?:is killed$"
                      + "|finished with (?:failed|killed) status)"),
          MessageRule.of(CANCELLED, COLLATERAL)
              .text(
                  "Master removed our application: KILLED",
                  "killed by user",
                  "has exceeded the lifetime period"),
          MessageRule.of(CONTEXT_STOPPED, COLLATERAL).type("RpcEnvStoppedException"),
          // a thread is interrupted by who ends its work, as the application master does
          MessageRule.of(CONTEXT_STOPPED, COLLATERAL)
              .type(
                  "java.lang.InterruptedException",
                  "java.io.InterruptedIOException",
                  "java.nio.channels.ClosedByInterruptException"),
          MessageRule.of(CANCELLED, COLLATERAL)
              .text("cancelled")
              .pattern(
                  "^(?:Job \\d{1,9} cancelled(?! because SparkContext)"
                      + "|Stage \\d{1,9}(?:\\.\\d{1,9})? (?:was )?cancelled|Stage cancelled"
                      + "|Job aborted due to stage failure: Stage cancelled)"),
          MessageRule.of(CANCELLED, COLLATERAL)
              .condition("SPARK_JOB_CANCELLED", "OPERATION_CANCELED")
              .pattern("^(?![^\\n]{0,300}SparkContext was shut down)"),
          MessageRule.of(CANCELLED, TRANSPORT).type("KeyboardInterrupt"),
          // PythonRunner and the application master give the status of the program's own process
          MessageRule.of(PROGRAM_EXITED, COLLATERAL)
              .text("User application exited with ")
              .pattern("User application exited with (?:status )?(\\d{1,3})\\b", Measure.number(1)),
          MessageRule.of(PROGRAM_EXITED, COLLATERAL)
              .text("Shutdown hook called before final status was reported"),
          MessageRule.of(EXECUTOR_LOST, COLLATERAL)
              .text("Max number of executor failures (")
              .pattern("Max number of executor failures \\(\\d{1,9}\\) reached"));

  private CollateralMessages() {}
}
