package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * For blocks of a shuffle or a broadcast that are not what was written. They are Spark's own: a
 * task of the same application wrote them, and no file of the input is at fault. Spark 3.2 and
 * later compare three checksums, of the writer, of the file and of the reader ({@code
 * ShuffleChecksumHelper.diagnoseCorruption}).
 */
public final class CorruptBlockRemedies {
  private static final String SPARKS_OWN =
      "The block is Spark's own: a task of this application wrote it, and the input is not at"
          + " fault. ";

  private static final String CHECKSUMS_AGREE = "checksum verification passed";

  private CorruptBlockRemedies() {}

  /**
   * For {@code DISK_ISSUE}: the file no longer has the checksum of its writer.
   *
   * @param node the machine that kept the block, empty where not known
   */
  public static List<Remedy> onDisk(SparkConf conf, String node) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Take the disk of " + place(node) + " out of service and check it",
            "dmesg -T | grep -iE 'i/o error|ext4|xfs|nvme|edac'; smartctl -a DEVICE",
            SPARKS_OWN
                + "Its file gives another checksum than the one that was written with it: the disk"
                + " changed it, or the memory of that machine.",
            Risk.medium("one disk or node less until it is replaced"),
            "no \"is corrupted due to DISK_ISSUE\" from that node"));
    remedies.addAll(leaveOutServers(conf));
    return List.copyOf(remedies);
  }

  /**
   * For {@code NETWORK_ISSUE}: the file is as it was written, and what arrived is not.
   *
   * @param node the machine that served the block, empty where not known
   */
  public static List<Remedy> onItsWay(SparkConf conf, String node) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Look for what changes data between " + place(node) + " and those who read from it",
            "ip -s link; ethtool -S DEVICE | grep -iE 'err|crc|drop'; dmesg -T | grep -iE"
                + " 'edac|mce'",
            SPARKS_OWN
                + "Its file is whole, and what arrived is not: a network card, a switch, or memory"
                + " on the way. The sums of TCP are short, and cards compute them themselves.",
            Risk.low("nothing is changed yet"),
            "no \"is corrupted due to NETWORK_ISSUE\" between these nodes"));
    remedies.addAll(leaveOutServers(conf));
    return List.copyOf(remedies);
  }

  /**
   * Where Spark does not tell what changed the block.
   *
   * @param node the machine that served the block, empty where not known
   * @param message of the exception, empty where not known
   */
  public static List<Remedy> ofUnknownReason(SparkConf conf, String node, String message) {
    boolean agree = message.contains(CHECKSUMS_AGREE);
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "See whether the failures have one node in common: as the reader, or as the server"
                + (node.isEmpty() ? "" : " (here " + node + ")"),
            "dmesg -T | grep -iE 'i/o error|ext4|xfs|nvme|edac|mce'; ip -s link",
            SPARKS_OWN
                + (agree
                    ? "All checksums agree: neither the disk nor the network changed it. What is"
                        + " left is memory of the writer or the reader, or another version of the"
                        + " codec's library on some node."
                    : "A disk, the network or the memory of one machine changed it."),
            Risk.low("nothing is changed yet"),
            "the node that all failures share, or that there is none"));
    String checksums = "spark.shuffle.checksum.enabled";
    if (!agree && conf.exists(checksums) && !conf.flag(checksums)) {
      remedies.add(
          new ConfigurationChange(
              conf.change(checksums, "true"),
              "",
              "Spark then says whether it was the disk or the network.",
              Risk.low("a little CPU"),
              "DISK_ISSUE or NETWORK_ISSUE in the message"));
    }
    remedies.addAll(leaveOutServers(conf));
    return List.copyOf(remedies);
  }

  private static String place(String node) {
    return node.isEmpty() ? "the node that served the block" : node;
  }

  /**
   * A failed fetch counts for its server only with a key of its own ({@code
   * HealthTracker.updateExcludedForFetchFailure}); with the shuffle service the whole node is left
   * out.
   */
  private static List<Remedy> leaveOutServers(SparkConf conf) {
    List<Change> changes = new ArrayList<>();
    for (String key :
        List.of(
            "spark.excludeOnFailure.enabled",
            "spark.excludeOnFailure.application.fetchFailure.enabled")) {
      String name = conf.nameOf(key);
      if (name == null) {
        return List.of();
      }
      if (!conf.flag(key)) {
        changes.add(conf.change(key, "true"));
      }
    }
    if (changes.isEmpty()) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            changes,
            "",
            "Spark then gives no more work to an executor, or with the shuffle service to a node,"
                + " from which a fetch failed; the stage is computed again elsewhere.",
            Risk.medium("also after fetches that failed for another reason"),
            "the repeated stage reads what was written on other nodes"));
  }
}
