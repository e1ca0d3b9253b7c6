package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.FetchServer;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.CorruptBlockRemedies;
import io.fizzle.remedy.DataRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** An input or shuffle block did not have the form it should have. */
public final class DataCorrupt extends Cause {

  public DataCorrupt() {
    super(
        "data-corrupt",
        "Corrupt data",
        "read data that is corrupt",
        Answer.NEITHER,
        FailureKind.DATA_CORRUPT,
        FailureKind.BLOCK_CORRUPT);
  }

  @Override
  public Page page() {
    return new Page(
            "A file is truncated or of another format, a checksum fails, or a disk or network"
                + " spoilt a block.",
            "The exception of the reader with the name of the file; for shuffle blocks the"
                + " checksum's diagnosis (Spark 3.2 and later).",
            "Healthy files whose schema does not match.",
            "Retrying only.")
        .looksLike(
            "`Stream is corrupted`, `is not a Parquet file`, checksum errors, always at the"
                + " same file or block.")
        .fixedBy(
            "Input: find the file that the message names and write it again;"
                + " `spark.sql.files.ignoreCorruptFiles` skips such files, and their rows are"
                + " missing then. Blocks of a shuffle or a broadcast are Spark's own, and no file"
                + " of the input is at fault: since 3.2 (`spark.shuffle.checksum.enabled`) the"
                + " message says `DISK_ISSUE` (`bad-disk`) or `NETWORK_ISSUE` (`network-failure`)."
                + " Where it says neither, look whether the failures name one host.")
        .refutedBy(
            "a file that is damaged is so for each attempt; "
                + "`spark.files.ignoreCorruptFiles` and `spark.sql.files.ignoreCorruptFiles` "
                + "skip the rest of it, so that its rows are missing from the result without an "
                + "error (Spark, `HadoopRDD`, `FileScanRDD`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    return failure.kind() == FailureKind.BLOCK_CORRUPT
        ? CorruptBlockRemedies.ofUnknownReason(
            Measures.conf(application), FetchServer.node(incident, application), failure.message())
        : DataRemedies.dataCorrupt("", failure.headline());
  }
}
