package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.ROOT;
import static io.fizzle.signal.FailureKind.CONNECTION;
import static io.fizzle.signal.FailureKind.DISK_FULL;
import static io.fizzle.signal.FailureKind.DISK_IO;
import static io.fizzle.signal.FailureKind.TOO_MANY_OPEN_FILES;

import java.util.List;

/**
 * Disks and descriptors. Texts: the C library's {@code strerror} for ENOSPC, EDQUOT, EMFILE,
 * ENFILE, EIO, EROFS, EUCLEAN and ESTALE; {@code DiskBlockManager} of Spark 1.6 to 4.2; HDFS quota
 * and placement errors of Hadoop 2.7 to 3.4.
 */
final class DiskMessages {
  /** A file is not missing where the operating system names another reason for not opening it. */
  static final String NO_LIMIT_NAMED =
      "(?![^\\n]{0,1500}\\((?:Too many open files|No space left on device|Disk quota exceeded"
          + "|Permission denied|Read-only file system|Input/output error))";

  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(DISK_FULL, ROOT)
              .text(
                  "No space left on device",
                  "no space left on device",
                  "Disk quota exceeded",
                  "There is not enough space on the disk"),
          MessageRule.of(DISK_FULL, ROOT)
              .type(
                  "DSQuotaExceededException",
                  "NSQuotaExceededException",
                  "QuotaByStorageTypeExceededException"),
          MessageRule.of(TOO_MANY_OPEN_FILES, ROOT)
              .text("Too many open files", "too many open files"),
          MessageRule.of(DISK_IO, CAUSE)
              .text(
                  "Failed to create local dir",
                  "Failed to create any local dir",
                  "Failed to create a temp directory",
                  "Input/output error",
                  "Read-only file system",
                  "Structure needs cleaning",
                  "Stale file handle"),
          MessageRule.of(DISK_IO, CAUSE)
              .type("DiskChecker.DiskErrorException", "DiskChecker$DiskErrorException"),
          // HDFS found no place, and the client had left out data nodes that it could not reach;
          // where
          // it left out none, they may be full, busy or dead (BlockManager.chooseTarget4NewBlock)
          MessageRule.of(CONNECTION, CAUSE)
              .text("could only be replicated to", "could only be written to")
              .pattern(
                  "could only be (?:replicated|written) to \\d{1,3} (?:nodes|of the)[^\\n"
                      + "]{0,200}There are \\d{1,6} datanode\\(s\\) running and \\d{1,6}"
                      + " node\\(s\\)"));

  private DiskMessages() {}
}
