package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remedies for data and tables. */
public final class DataRemedies {

  private static final Pattern OUTPUT_EXISTS =
      Pattern.compile("(?:Output directory|path) [^\\n]{0,500}already exists");

  /** {@code HDFSBackedStateStoreProvider}, {@code RocksDBFileManager}: under the checkpoint. */
  private static final Pattern STATE =
      Pattern.compile("/state/\\d{1,9}/\\d{1,9}/|CANNOT_LOAD_STATE_STORE|StateStoreProvider\\[");

  private static final Pattern BLOCK_FILE = Pattern.compile(" file=(/[\\w./=@%+-]{1,400})");

  private DataRemedies() {}

  /** For a block of HDFS of which no data node gives a copy. */
  private static List<Remedy> missingBlock(String message) {
    Matcher file = BLOCK_FILE.matcher(message);
    String path = file.find() ? file.group(1) : "PATH";
    return List.of(
        new OperatorAction(
            "See where the copies of the file's blocks are, and bring back a data node that has"
                + " one",
            "hdfs fsck " + ShellWord.of(path, "PATH") + " -files -blocks -locations",
            "The name node knows the file, and no data node gave one of its blocks: nodes are down"
                + " or not reachable, or every copy is lost.",
            Risk.low("nothing is changed yet"),
            "hdfs fsck calls the file HEALTHY"));
  }

  /** For a stream whose checkpoint has lost files of its state. */
  private static List<Remedy> stateGone() {
    return List.of(
        new OperatorAction(
            "Bring the files of the checkpoint back, or start the query with a new checkpoint",
            null,
            "The state of a stream is all files of its checkpoint together; one that was deleted,"
                + " by a clean-up or by a second query on the same checkpoint, cannot be left out.",
            Risk.high("a new checkpoint starts with empty state at the sources' starting offsets"),
            "the query loads its state"));
  }

  /**
   * For a file that cannot be read as what it should be.
   *
   * @param path the file, empty where not told
   * @param message of the exception
   */
  public static List<Remedy> dataCorrupt(String path, String message) {
    if (TableRemedies.isOtherType(message)) {
      return TableRemedies.otherType(message);
    }
    return List.of(
        new OperatorAction(
            "Restore or rewrite " + (path.isEmpty() ? "the file that cannot be read" : path),
            path.isEmpty() ? null : "hadoop fs -ls " + ShellWord.of(path, "PATH"),
            "The file is cut short, or not of the format it is read as.",
            Risk.low("needs the source of the data"),
            "the file is read"),
        new CodeChange(
            "Where losing it is acceptable, leave it out on purpose and count what was left out",
            "spark.read.option(\"mode\", \"DROPMALFORMED\")  // text formats; for files"
                + " ignoreCorruptFiles",
            "spark.sql.files.ignoreCorruptFiles drops whole files without a word in the result.",
            Risk.high("results silently miss data"),
            "the job ends; the number of skipped rows or files is known"));
  }

  /** For a file or table that is not there (any more). */
  public static List<Remedy> dataMissing(String path, String message) {
    if (message.contains("Could not obtain block") || message.contains("BlockMissing")) {
      return missingBlock(message);
    }
    if (STATE.matcher(message).find()) {
      return stateGone();
    }
    if (message.contains("filesystem does not exist")) {
      return List.of(
          new OperatorAction(
              "Correct the container's or the account's name in the path, or create the container",
              "az storage container list --account-name ACCOUNT --auth-mode login",
              "The account answers, and has no container (file system) of this name.",
              Risk.low("nothing is changed yet"),
              "the container is listed"));
    }
    return List.of(
        new OperatorAction(
            "Check that "
                + (path.isEmpty() ? "the input" : path)
                + " exists and that nobody rewrites it meanwhile",
            path.isEmpty() ? null : "hadoop fs -ls " + ShellWord.of(path, "PATH"),
            "The file was listed when the query was planned, or was expected, and was gone when it"
                + " was read: a job that overwrites its input, a clean-up, or a wrong path.",
            Risk.low("nothing is changed yet"),
            "the input is there through the whole run"),
        new CodeChange(
            "Write to a new location and switch over, instead of overwriting what others read",
            "df.write.mode(\"overwrite\").save(newPath)  // then point the readers to it",
            "Overwriting deletes files that running queries have planned to read.",
            Risk.low("one more path or a table format with snapshots"),
            "no FileNotFoundException while a writer runs"));
  }

  /** For a stream that asks Kafka for offsets which its retention has deleted. */
  public static List<Remedy> offsetsGone() {
    return List.of(
        new OperatorAction(
            "Keep the topic's records longer than the stream may stand still",
            "kafka-configs --bootstrap-server HOST:PORT --alter --entity-type topics"
                + " --entity-name TOPIC --add-config retention.ms=MILLISECONDS",
            "The stream goes on from its checkpoint, and the records behind that offset were"
                + " deleted, or the topic was created anew.",
            Risk.medium("the brokers need the disk space"),
            "offsets of the checkpoint are still there at the next start"),
        new CodeChange(
            "Accept the loss: go on at the oldest record that is left",
            ".option(\"failOnDataLoss\", \"false\")  // Structured Streaming",
            "What was deleted cannot be read again. Say first what the gap means for the results.",
            Risk.high("rows between the checkpoint and the oldest record are missing for good"),
            "the query starts and logs a warning for the gap"));
  }

  /**
   * For two writers that committed to the same output, and for output that was there before.
   *
   * @param type class of the exception, empty where not told
   * @param message what the one that lost said, empty where not known
   */
  public static List<Remedy> commitConflict(String type, String message) {
    if (TableRemedies.isTableFormat(type, message)) {
      return TableRemedies.overtaken();
    }
    if (OUTPUT_EXISTS.matcher(message).find()) {
      return outputExists();
    }
    return List.of(
        new CodeChange(
            "Let only one job at a time write to the output, or write to a table format with"
                + " transactions",
            "df.write.mode(\"overwrite\").option(\"partitionOverwriteMode\","
                + " \"dynamic\").save(path)",
            "Two jobs, or a job and its own repeated stage, committed to the same directory and"
                + " removed each other's files.",
            Risk.medium("writers have to wait for each other"),
            "the commit succeeds at the first attempt"));
  }

  private static List<Remedy> outputExists() {
    return List.of(
        new CodeChange(
            "Write to a path of this run, or say that it may replace what is there",
            "df.write.mode(\"overwrite\").save(path)  // an RDD: delete the path first",
            "The output was there before: of an earlier run, or of an attempt that did not clean"
                + " up. Spark writes into an existing path only where it is told how.",
            Risk.high("overwrite deletes what is there: look at it first"),
            "the job gets past the check of its output"));
  }

  /**
   * For a metastore that failed or could not be reached.
   *
   * @param message what it said, empty where not known
   */
  public static List<Remedy> metastoreFailure(String message) {
    if (message.contains("metastore_db") || message.contains("instance of Derby")) {
      return embeddedMetastore();
    }
    return List.of(
        new OperatorAction(
            "Check the Hive metastore: its process, its database and the network to it",
            "nc -vz METASTORE_HOST 9083",
            "The metastore did not answer or refused the call; Spark's own settings do not change"
                + " that.",
            Risk.low("nothing is changed yet"),
            "spark.sql(\"show tables\") answers at once"));
  }

  /** Derby inside of the driver, which Hive's client takes where no metastore is configured. */
  private static List<Remedy> embeddedMetastore() {
    return List.of(
        new OperatorAction(
            "End the other Spark session that was started in the same directory, or start this one"
                + " in another",
            "ls metastore_db/*.lck; jps -lm",
            "No metastore is configured, so that each driver opens a Derby database of its own in"
                + " its working directory, and Derby lets one process open it.",
            Risk.low("tables of the other directory are not seen"),
            "spark.sql(\"show tables\") answers"),
        new OperatorAction(
            "Use a metastore that sessions share: hive.metastore.uris in hive-site.xml; or none,"
                + " with spark.sql.catalogImplementation=in-memory",
            null,
            "An embedded Derby is for trying things out by one session at a time.",
            Risk.medium("tables have to be registered there"),
            "two sessions at once"));
  }
}
