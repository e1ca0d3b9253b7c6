package io.fizzle.cause.finding;

import io.fizzle.application.OperatorKind;
import io.fizzle.application.OperatorProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.PartitionRemedies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A table of many files that are far smaller than a partition. */
final class SmallFiles implements FindingRule {
  private static final String ID = "small-files";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Small files";
  }

  @Override
  public Page page() {
    return new Page(
            "A table was written by many tasks, or by a stream, or partitioned by a"
                + " column of many values, and has far more files than its size needs. Each has"
                + " to be listed, opened and its footer read.",
            "A scan that read at least a hundred files of less than 3 MiB on average, or"
                + " a write of as many (`small-files.files`, `small-files.mean-bytes`), by the"
                + " operator's own metrics. The cost in time is at most that of the stages that"
                + " did it; how much of it is the files' number, no event log tells.",
            "Many files of good size. Few small files. Small partitions of one file:"
                + " Spark joins small files into one task up to"
                + " `spark.sql.files.maxPartitionBytes`, and the files still have to be opened.",
            "Raising `spark.sql.files.maxPartitionBytes`: fewer tasks, and as many files"
                + " to open.")
        .looksLike(
            "A scan with thousands of files of some KB (`number of files read` in the SQL"
                + " tab), a job that lists leaf files before the first stage begins, and long"
                + " planning in the driver.")
        .fixedBy(
            "Write fewer: `repartition` by the partition columns before the write, or the"
                + " hint `REBALANCE` (3.2 and later), with which adaptive execution makes files"
                + " of `spark.sql.adaptive.advisoryPartitionSizeInBytes`; `coalesce` where the"
                + " parallelism is not needed. Join those that exist: `OPTIMIZE` of Delta Lake,"
                + " `rewrite_data_files` of Iceberg, clustering of Hudi, or a job that reads and"
                + " writes them. Streams: a longer trigger. Partition by fewer or coarser"
                + " columns.")
        .refutedBy(
            "the key packs several files into one partition; each is opened all the same "
                + "(Spark, `FilePartition`).");
  }

  @Override
  public List<Finding> find(Run run) {
    return Stream.concat(
            run.operators(OperatorKind.SCAN).stream()
                .flatMap(
                    scan ->
                        find(
                            scan,
                            OperatorKind.SCAN.size(scan),
                            scan.value("size of files read"),
                            false,
                            run)
                            .stream()),
            run.operators(OperatorKind.WRITE).stream()
                .flatMap(
                    write ->
                        find(
                            write,
                            write.value("number of written files"),
                            write.value("written output"),
                            true,
                            run)
                            .stream()))
        .toList();
  }

  private static Optional<Finding> find(
      OperatorProfile operator, long files, long bytes, boolean written, Run run) {
    if (files < run.threshold("small-files.files")
        || bytes < 0
        || (double) bytes / files >= run.threshold("small-files.mean-bytes")) {
      return Optional.empty();
    }
    double seconds =
        Run.toSeconds(
            run.stages().stream()
                .filter(stage -> operator.stages().contains(stage.stage()))
                .mapToDouble(stage -> stage.duration().sum())
                .sum());
    long metadata = Math.max(0, operator.value("metadata time"));
    String average = Numbers.bytes(bytes / files);
    Cost cost =
        seconds > 0
            ? run.cost(seconds, bytes, "at most: all task time of the stages that did it")
            : Cost.ofBytes(bytes, files + " files × " + average);
    return new FindingDraft(ID)
        .about(Run.name(operator))
        .operator(operator.text())
        .severity(run.severity(seconds).atMost(Severity.MEDIUM))
        .shows(
            operator.evidence(),
            files
                + " files "
                + (written ? "written" : "read")
                + ", "
                + Numbers.bytes(bytes)
                + " together, "
                + average
                + " each"
                + (metadata > 0 ? "; listing took " + Run.time(metadata) : ""))
        .costs(
            cost,
            files
                + " files are opened for "
                + Numbers.bytes(bytes)
                + (seconds > 0
                    ? String.format(
                        Locale.ROOT, ", %.1f ms of task time each", 1000 * seconds / files)
                    : ""))
        .fix(PartitionRemedies.smallFiles(files, bytes, written))
        .finish();
  }
}
