package reports;

import org.apache.spark.sql.SparkSession;

/** Counts the entries of a day's archive, a folder of text files or of Parquet files. */
public final class ArchiveCount {
  private ArchiveCount() {}

  /** Arguments: the form of the files, the folder. */
  public static void main(String[] args) {
    SparkSession session = SparkSession.builder().getOrCreate();
    long days = session.range(366).count();
    long entries =
        args[0].equals("text")
            ? session.sparkContext().textFile(args[1], 2).count()
            : session.read().format(args[0]).load(args[1]).count();
    System.out.println("entries: " + entries + " in one of " + days + " days");
    session.stop();
  }
}
