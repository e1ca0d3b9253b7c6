package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For settings of Hadoop's file systems and for the quotas of HDFS. */
public final class StoreRemedies {
  /** Answers 301 and 400 of S3. */
  private static final Pattern REGION =
      Pattern.compile("in this region: ([a-z0-9-]{4,30})|; expecting '([a-z0-9-]{4,30})'");

  private static final Pattern NO_NUMBER = Pattern.compile("For input string: \"([^\"]{1,40})\"");

  private static final Pattern DIRECTORY = Pattern.compile(" of (?:directory )?(/\\S{0,300}) is ");

  private StoreRemedies() {}

  /** For a bucket that was asked for in another region than its own; else empty. */
  static List<Remedy> region(String message) {
    Matcher matcher = REGION.matcher(message);
    if (!matcher.find()) {
      return List.of();
    }
    String region = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return List.of(
        new OperatorAction(
            "Name the bucket's region: " + region,
            "--conf spark.hadoop.fs.s3a.endpoint.region="
                + region
                + "  # Hadoop before 3.3.1: spark.hadoop.fs.s3a.endpoint=s3."
                + region
                + ".amazonaws.com; for one bucket fs.s3a.bucket.BUCKET.endpoint.region",
            "S3 signs requests for a region, and refuses one that was signed for another.",
            Risk.low("other buckets of the job may lie in other regions"),
            "the bucket is read"));
  }

  /** For a setting of Hadoop that its reader takes for no number; else empty. */
  static List<Remedy> number(String message) {
    Matcher matcher = NO_NUMBER.matcher(message);
    if (!matcher.find()) {
      return List.of();
    }
    return List.of(
        new OperatorAction(
            "Use one version of Hadoop's jars, or write the setting whose value is \""
                + matcher.group(1)
                + "\" as a number",
            "ls $SPARK_HOME/jars | grep hadoop  # hadoop-aws must have hadoop-client-api's version",
            "A setting of Hadoop is read as a number and is none. Defaults with a unit, such as"
                + " 60s, come with newer releases; an older hadoop-aws beside them does not read"
                + " them.",
            Risk.low("other jars on the class path"),
            "the file system starts"));
  }

  /** For a quota of HDFS that is used up, whatever space the disks have. */
  public static List<Remedy> quota(String message) {
    Matcher matcher = DIRECTORY.matcher(message);
    String directory = matcher.find() ? matcher.group(1) : "DIRECTORY";
    String word = ShellWord.of(directory, "DIRECTORY");
    boolean files = message.contains("NameSpace");
    return List.of(
        new OperatorAction(
            (files
                    ? "Delete files, or write fewer and larger ones, or raise the quota of files"
                    : "Delete data, or raise the quota of space")
                + " of "
                + directory,
            "hdfs dfs -count -q -h "
                + word
                + "; hdfs dfsadmin "
                + (files ? "-setQuota N " : "-setSpaceQuota SIZE ")
                + word,
            "An administrator limited this directory of HDFS; the nodes' disks need not be full."
                + (files ? "" : " Each byte counts once for every replica."),
            Risk.medium("deleted data does not come back while it is not in the trash"),
            "the job can write there"));
  }
}
