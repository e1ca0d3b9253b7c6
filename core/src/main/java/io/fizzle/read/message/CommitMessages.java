package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.DETAIL;
import static io.fizzle.signal.FailureKind.COMMIT_CONFLICT;

import java.util.List;

/**
 * Two writers, or one writer twice. Texts: Hadoop's output formats and HDFS leases, {@code
 * io.delta.exceptions}, Iceberg's, Hudi's and Paimon's commit errors, streaming checkpoints of
 * Spark 2.4 to 4.2.
 */
final class CommitMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(COMMIT_CONFLICT, DETAIL)
              .type(
                  "hadoop.fs.FileAlreadyExistsException",
                  "hadoop.mapred.FileAlreadyExistsException",
                  "AlreadyBeingCreatedException",
                  "LeaseExpiredException",
                  "iceberg.exceptions.CommitFailedException",
                  "CommitStateUnknownException",
                  "HoodieWriteConflictException"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL).text("conflicts detected! Give up committing"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL).type("io.delta.exceptions.*"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL)
              .type(
                  "delta.ConcurrentAppendException",
                  "delta.ConcurrentDeleteReadException",
                  "delta.ConcurrentDeleteDeleteException",
                  "delta.ConcurrentTransactionException",
                  "delta.ConcurrentWriteException",
                  "delta.MetadataChangedException",
                  "delta.ProtocolChangedException"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL)
              .text("by a concurrent update")
              .pattern("by a concurrent update[.,;:\\s]{1,4}Please try the operation again"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL)
              .type("iceberg.exceptions.ValidationException")
              .text("conflicting"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL)
              .condition(
                  "DELTA_CONCURRENT_*",
                  "DELTA_METADATA_CHANGED",
                  "DELTA_PROTOCOL_CHANGED",
                  "PATH_ALREADY_EXISTS",
                  "FAILED_RENAME_PATH",
                  "CONCURRENT_STREAM_LOG_UPDATE",
                  "CONCURRENT_QUERY"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL)
              .type("AnalysisException")
              .pattern("(?i)^path \\S{1,1000} already exists"),
          MessageRule.of(COMMIT_CONFLICT, DETAIL)
              .text(
                  "Multiple streaming jobs detected for",
                  "Output directory ",
                  "as another query with same id is already active")
              .pattern(
                  "Multiple streaming jobs detected|Output directory \\S{1,1000} already exists"
                      + "|^Cannot start query with id"));

  private CommitMessages() {}
}
