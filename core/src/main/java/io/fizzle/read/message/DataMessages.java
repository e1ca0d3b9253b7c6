package io.fizzle.read.message;

import static io.fizzle.read.message.Specificity.CAUSE;
import static io.fizzle.read.message.Specificity.DETAIL;
import static io.fizzle.read.message.Specificity.SUBSYSTEM;
import static io.fizzle.read.message.Specificity.SURFACE;
import static io.fizzle.signal.FailureKind.DATA_CORRUPT;
import static io.fizzle.signal.FailureKind.DATA_MISSING;
import static io.fizzle.signal.FailureKind.OFFSETS_GONE;

import java.util.List;

/**
 * Input that is not there or cannot be read. Texts: {@code DataSource}, {@code FileScanRDD} and
 * error conditions of Spark 2.4 to 4.2; {@code FileInputFormat} and HDFS of Hadoop; parquet-mr, ORC
 * and Avro readers; zlib; {@code KafkaRDD}, {@code KafkaDataConsumer} and {@code KafkaExceptions}
 * of Spark 1.6 to 4.2.
 */
final class DataMessages {
  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(DATA_MISSING, SUBSYSTEM)
              .text("Path does not exist: ", "Input path does not exist: ", "matches 0 files"),
          MessageRule.of(DATA_MISSING, SUBSYSTEM)
              .condition(
                  "PATH_NOT_FOUND",
                  "LOAD_DATA_PATH_NOT_EXISTS",
                  "FAILED_READ_FILE.FILE_NOT_EXIST",
                  "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND",
                  "BATCH_METADATA_NOT_FOUND"),
          MessageRule.of(DATA_MISSING, SUBSYSTEM)
              .type("FileNotFoundException", "NoSuchFileException", "FileNotFoundError")
              .pattern(
                  "^"
                      + DiskMessages.NO_LIMIT_NAMED
                      + "(?![^\\n]{0,1000}"
                      + ShuffleMessages.BLOCK_FILE
                      + ")"
                      // an application's own files, which another part of it took away
                      + "(?![^\\n]{0,1000}/\\.sparkStaging/)"),
          MessageRule.of(DATA_MISSING, SUBSYSTEM)
              .type(
                  "BlockMissingException",
                  "NoSuchKeyException",
                  "NoSuchBucketException",
                  "s3a.UnknownStoreException"),
          MessageRule.of(DATA_MISSING, SUBSYSTEM)
              .text(
                  "It is possible the underlying files have been updated",
                  "Error Code: NoSuchKey",
                  "Error Code: NoSuchBucket",
                  "Could not obtain block: BP-"),
          MessageRule.of(OFFSETS_GONE, CAUSE).type("OffsetOutOfRangeException"),
          MessageRule.of(OFFSETS_GONE, CAUSE)
              .text(
                  "not available in Kafka any more",
                  "Cannot fetch ",
                  "ome data may have been missed",
                  "Beginning offset ")
              .pattern(
                  "not available in Kafka any more|^Cannot fetch (?:offset \\d|records in \\[\\d)"
                      + "|\\bsome data may have been missed|\\. Some data may have been missed"
                      + "|Beginning offset \\d{1,19} is after the ending offset"),
          MessageRule.of(OFFSETS_GONE, CAUSE).condition("KAFKA_DATA_LOSS*"),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .text(
                  "is not a Parquet file",
                  "is not an ORC file",
                  "Not an Avro data file",
                  "Invalid sync!")
              .pattern(
                  "is not a Parquet file|is not an ORC file|Not an Avro data file|^Invalid sync!"),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .text("magic", "Magic", "MAGIC")
              .pattern(
                  "(?i)(?:invalid|bad|wrong|incorrect)(?! magic number in '[\\w.]{1,100}': )[^\\n"
                      + "]{0,40}magic(?: number| bytes?|[:,.)]|$)|expected magic number"),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .text(
                  "Could not read footer",
                  "could not read footer",
                  "Malformed ORC file",
                  "Invalid postscript",
                  "Can not read value at",
                  "can not read class org.apache.parquet.format."),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .text(
                  "incorrect header check",
                  "incorrect data check",
                  "invalid stored block lengths",
                  "invalid block type",
                  "invalid distance too far back",
                  "Not in GZIP format",
                  "not a gzip file",
                  "Unexpected end of ZLIB input stream"),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .type("EOFException")
              .text("Unexpected end of input stream")
              .frame("hadoop.io.compress."),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .type("EOFException")
              .text("Reached the end of stream with")
              .frame("org.apache.parquet."),
          // the same words tell of a block of Spark's own where no reader of files is above them
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .type("ZstdIOException", "ZstdException")
              .text("Data corruption detected", "Corrupted block detected")
              .frame("org.apache.parquet."),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .type(
                  "org.apache.hadoop.fs.ChecksumException",
                  "CorruptStatistics",
                  "FileFormatException"),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .type("SchemaColumnConvertNotSupportedException", "BadRecordException"),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .text("Malformed records are detected in record parsing"),
          MessageRule.of(DATA_CORRUPT, DETAIL)
              .condition(
                  "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER",
                  "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH",
                  "CANNOT_READ_FILE_FOOTER",
                  "MALFORMED_RECORD_IN_PARSING",
                  "MALFORMED_AVRO_MESSAGE"),
          MessageRule.of(DATA_CORRUPT, SURFACE).type("ParquetDecodingException"));

  private DataMessages() {}
}
