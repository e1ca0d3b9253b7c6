package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.FetchServer;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.CorruptBlockRemedies;
import io.fizzle.remedy.DiskRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.RemovalReason;
import java.util.List;

/** A local disk could not be read or written. */
public final class BadDisk extends Cause {
  /** {@code ExecutorExitCode.DISK_STORE_FAILED_TO_CREATE_DIR}, all versions. */
  private static final int NO_LOCAL_DIRECTORY = 53;

  public BadDisk() {
    super(
        "bad-disk",
        "Disk failure",
        "met a failing disk",
        Answer.NEITHER,
        FailureKind.DISK_IO,
        FailureKind.BLOCK_CORRUPT_ON_DISK);
  }

  @Override
  public Page page() {
    return new Page(
            "A local directory cannot be written, the device fails, or its file system went"
                + " read-only.",
            "`Failed to create local dir` (exit code 53), `Input/output error`, YARN's failed disks"
                + " (-101).",
            "`No space left on device` is a full disk (`disk-full`).",
            "Retrying only.")
        .looksLike(
            "`Failed to create local dir`, `Input/output error`, `Read-only file system`,"
                + " exit code 53; `Block shuffle_… is corrupted due to DISK_ISSUE`, where what the"
                + " serving node's disk gives is not what was written to it (3.2 and later).")
        .fixedBy(
            "Take the disk or the node out of service and look at the kernel's log. YARN's node"
                + " managers leave out directories that they cannot write, and those fuller than"
                + " `yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage`;"
                + " below `yarn.nodemanager.disk-health-checker.min-healthy-disks` (a quarter) the"
                + " node gets no more containers. Until then `spark.excludeOnFailure.enabled` (3.1"
                + " and later, `spark.blacklist.enabled` before) keeps tasks away.")
        .refutedBy(
            "directories that fail are left out only when an executor starts (Spark,"
                + " `DiskBlockManager.createLocalDirs`); after that the name of each block's file"
                + " decides which of them it gets, whatever failed there before (`getFile`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    super.weighLoss(lost, application, scale);
    weighReason(lost, scale, Strength.PROOF, RemovalReason.Kind.DISKS_FAILED);
    Evidence exit = lost.ledger().exitEvidence();
    if (exit != null && lost.ledger().exitedWith(NO_LOCAL_DIRECTORY)) {
      scale
          .supports(Strength.STRONG, exit, "exit code 53: it could create no local directory")
          .missing(Missing.EXECUTOR_LOG);
    }
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    if (failure.kind() == FailureKind.BLOCK_CORRUPT_ON_DISK) {
      return CorruptBlockRemedies.onDisk(
          Measures.conf(application), FetchServer.node(incident, application));
    }
    if (failure.message().contains("Stale file handle")) {
      return DiskRemedies.staleHandle();
    }
    return DiskRemedies.badDisk(Measures.conf(application), Measures.host(incident, application));
  }
}
