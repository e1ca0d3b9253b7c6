package io.fizzle.cause;

import io.fizzle.cause.benign.Decommissioned;
import io.fizzle.cause.benign.IdleReleased;
import io.fizzle.cause.benign.SpeculationKill;
import io.fizzle.cause.benign.UserCancelled;
import io.fizzle.cause.code.AccessDenied;
import io.fizzle.cause.code.ClassMissing;
import io.fizzle.cause.code.CommitConflict;
import io.fizzle.cause.code.DataCorrupt;
import io.fizzle.cause.code.DataMissing;
import io.fizzle.cause.code.MetastoreFailure;
import io.fizzle.cause.code.SqlAnalysis;
import io.fizzle.cause.code.StackOverflow;
import io.fizzle.cause.code.TaskNotSerializable;
import io.fizzle.cause.code.UserException;
import io.fizzle.cause.code.UserExit;
import io.fizzle.cause.code.VersionConflict;
import io.fizzle.cause.infrastructure.BadConfiguration;
import io.fizzle.cause.infrastructure.BadDisk;
import io.fizzle.cause.infrastructure.BadNode;
import io.fizzle.cause.infrastructure.CrashLoop;
import io.fizzle.cause.infrastructure.DiskFull;
import io.fizzle.cause.infrastructure.DnsFailure;
import io.fizzle.cause.infrastructure.Evicted;
import io.fizzle.cause.infrastructure.ImagePull;
import io.fizzle.cause.infrastructure.NativeCrash;
import io.fizzle.cause.infrastructure.NetworkFailure;
import io.fizzle.cause.infrastructure.NodeLost;
import io.fizzle.cause.infrastructure.PodStartFailed;
import io.fizzle.cause.infrastructure.Preempted;
import io.fizzle.cause.infrastructure.Unschedulable;
import io.fizzle.cause.liveness.DriverKilled;
import io.fizzle.cause.liveness.GcStall;
import io.fizzle.cause.liveness.HeartbeatLost;
import io.fizzle.cause.liveness.KilledExternally;
import io.fizzle.cause.memory.ArrayLimit;
import io.fizzle.cause.memory.BroadcastTimeout;
import io.fizzle.cause.memory.BroadcastTooLarge;
import io.fizzle.cause.memory.ContainerOom;
import io.fizzle.cause.memory.DirectMemoryOom;
import io.fizzle.cause.memory.DriverHeapOom;
import io.fizzle.cause.memory.DriverResultSize;
import io.fizzle.cause.memory.ExecutionMemoryExhausted;
import io.fizzle.cause.memory.GcOverheadOom;
import io.fizzle.cause.memory.HeapOom;
import io.fizzle.cause.memory.KryoBufferOverflow;
import io.fizzle.cause.memory.MetaspaceOom;
import io.fizzle.cause.memory.NodeOom;
import io.fizzle.cause.memory.PythonWorkerOom;
import io.fizzle.cause.memory.RpcMessageTooLarge;
import io.fizzle.cause.memory.ThreadExhaustion;
import io.fizzle.cause.shuffle.ShuffleDataLost;
import io.fizzle.cause.shuffle.ShuffleServiceDown;
import io.fizzle.cause.shuffle.ShuffleTimeout;
import java.util.List;
import java.util.Optional;

/** All causes; adding one adds a line here. */
public final class Causes {
  /** What a report says where no cause is certain enough. */
  public static final String UNDETERMINED = "undetermined";

  /** What a report says where nothing is wrong. */
  public static final String HEALTHY = "healthy";

  private static final List<Cause> ALL =
      List.of(
          new AccessDenied(),
          new ArrayLimit(),
          new BadConfiguration(),
          new BadDisk(),
          new BadNode(),
          new BroadcastTimeout(),
          new BroadcastTooLarge(),
          new ClassMissing(),
          new CommitConflict(),
          new ContainerOom(),
          new CrashLoop(),
          new DataCorrupt(),
          new DataMissing(),
          new Decommissioned(),
          new DirectMemoryOom(),
          new DiskFull(),
          new DnsFailure(),
          new DriverHeapOom(),
          new DriverKilled(),
          new DriverResultSize(),
          new Evicted(),
          new ExecutionMemoryExhausted(),
          new GcOverheadOom(),
          new GcStall(),
          new HeapOom(),
          new HeartbeatLost(),
          new IdleReleased(),
          new ImagePull(),
          new KilledExternally(),
          new KryoBufferOverflow(),
          new MetaspaceOom(),
          new MetastoreFailure(),
          new NativeCrash(),
          new NetworkFailure(),
          new NodeLost(),
          new PodStartFailed(),
          new NodeOom(),
          new Preempted(),
          new PythonWorkerOom(),
          new RpcMessageTooLarge(),
          new ShuffleDataLost(),
          new ShuffleServiceDown(),
          new ShuffleTimeout(),
          new SpeculationKill(),
          new SqlAnalysis(),
          new StackOverflow(),
          new TaskNotSerializable(),
          new ThreadExhaustion(),
          new Unschedulable(),
          new UserCancelled(),
          new UserException(),
          new UserExit(),
          new VersionConflict());

  private Causes() {}

  /** Every cause, sorted by class name. */
  public static List<Cause> all() {
    return ALL;
  }

  public static Optional<Cause> byId(String id) {
    return ALL.stream().filter(cause -> cause.id().equals(id)).findFirst();
  }
}
