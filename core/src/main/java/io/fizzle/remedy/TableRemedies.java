package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For tables and files that are sound, and not as the query takes them for. */
final class TableRemedies {
  /** Delta, Iceberg, Hudi and Paimon refuse the commit of a writer that was overtaken. */
  private static final Pattern TABLE_FORMAT =
      Pattern.compile("^(?:io\\.delta|org\\.apache\\.(?:iceberg|hudi|paimon)|com\\.databricks)\\.");

  private static final Pattern FORMAT_WORDS =
      Pattern.compile("DELTA_CONCURRENT|Base metadata location|metadata\\.json");

  /** {@code QueryExecutionErrors} of Spark 3.0 to 4.1. */
  private static final Pattern OTHER_TYPE =
      Pattern.compile(
          "PARQUET_COLUMN_DATA_TYPE_MISMATCH|Parquet column cannot be converted|Data type"
              + " mismatches when reading Parquet|SchemaColumnConvertNotSupported|, physicalType:"
              + " ");

  private static final Pattern COLUMN = Pattern.compile("[Cc]olumn:? \\[([^\\]\\n]{1,200})\\]");

  private TableRemedies() {}

  static boolean isTableFormat(String type, String message) {
    return TABLE_FORMAT.matcher(type).find() || FORMAT_WORDS.matcher(message).find();
  }

  static boolean isOtherType(String message) {
    return OTHER_TYPE.matcher(message).find();
  }

  /** For a commit that a table format refused because another writer was first. */
  static List<Remedy> overtaken() {
    return List.of(
        new OperatorAction(
            "Run the write again: the table is as the other writer left it, nothing of this one is"
                + " in it",
            null,
            "The table format lets one of two commits that touch the same files through and"
                + " refuses the other whole.",
            Risk.low("the write costs its time once more"),
            "the commit succeeds"),
        new CodeChange(
            "Keep writers apart: one for each partition at a time, and the partition in the"
                + " condition of MERGE, UPDATE and DELETE",
            "MERGE INTO t USING s ON t.region = 'EU' AND t.id = s.id …",
            "Without the partition in its condition a writer reads, and so conflicts over, the"
                + " whole table.",
            Risk.low("jobs that write the same partition wait for each other"),
            "no conflict among writers of different partitions"));
  }

  /** For a column whose files have another type than the table or the given schema. */
  static List<Remedy> otherType(String message) {
    Matcher column = COLUMN.matcher(message);
    String what = column.find() ? "column " + column.group(1) : "the column of the message";
    return List.of(
        new CodeChange(
            "Read " + what + " as the type that the file has, and cast it in the query",
            "spark.read.parquet(path).printSchema()  // then correct the table's or the given"
                + " schema",
            "The file is sound; its schema differs from the one that the query expects. Files"
                + " written before and after a change of the type need to be read apart, or"
                + " written again in one type.",
            Risk.low("a change of the schema or the query"),
            "the file that the message names is read"));
  }
}
