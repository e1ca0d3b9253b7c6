package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DriverRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A task with its closure and data did not fit into one RPC message. */
public final class RpcMessageTooLarge extends Cause {

  public RpcMessageTooLarge() {
    super(
        "rpc-message-too-large",
        "Task larger than spark.rpc.message.maxSize",
        "serialised a task larger than spark.rpc.message.maxSize",
        Answer.NEITHER,
        FailureKind.RPC_MESSAGE_SIZE);
  }

  @Override
  public Page page() {
    return new Page(
            "Data of the driver travel inside every task: a closure captured them, or a large local"
                + " collection was given to `parallelize`.",
            "`Serialized task S:I was N bytes, which exceeds max allowed:"
                + " spark.rpc.message.maxSize`.",
            "Lack of memory.",
            "Raising executor memory.")
        .looksLike(
            "`Serialized task X:Y was N bytes, which exceeds max allowed:"
                + " spark.rpc.message.maxSize`.")
        .fixedBy(
            "Keep data out of the task: a broadcast variable instead of a captured list,"
                + " reading in the executors instead of `parallelize` of a large collection. Else"
                + " `spark.rpc.message.maxSize`, in MiB, at most 2047.")
        .refutedBy(
            "the limit is `spark.rpc.message.maxSize`, at most 2047 MiB, and is asked "
                + "before a task is sent (Spark, `CoarseGrainedSchedulerBackend.launchTasks`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DriverRemedies.rpcMessageSize(
        Measures.conf(application), Measures.failure(incident).actual());
  }
}
