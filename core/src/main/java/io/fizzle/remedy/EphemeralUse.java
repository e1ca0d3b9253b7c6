package io.fizzle.remedy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kubelet tells of the local storage for which it evicted a pod. Forms: Kubernetes 1.34,
 * {@code pkg/kubelet/eviction/helpers.go} ({@code containerMessageFmt}, {@code podMessageFmt},
 * {@code containerEphemeralStorageMessageFmt}, {@code podEphemeralStorageMessageFmt}, {@code
 * emptyDirMessageFmt}).
 *
 * @param volume name of the volume that outgrew its limit; empty for the other shortages and where
 *     the name could be none of Kubernetes
 * @param usedBytes what the largest consumer held, 0 where not told
 * @param limitBytes the limit that was exceeded, 0 where there was none or it is not told
 */
record EphemeralUse(Shortage shortage, String volume, long usedBytes, long limitBytes) {

  /** What was short. */
  enum Shortage {
    /** The node's disk. */
    NODE,
    /** The limit of a container or of the whole pod. */
    LIMIT,
    /** The size limit of an emptyDir volume. */
    VOLUME
  }

  private static final long GIB = SparkSize.GIB;

  /** Beyond it no size is proposed: it is a mistake or not the size of a disk. */
  private static final long LARGEST = 1L << 50;

  private static final String QUANTITY = "\"?([0-9]{1,15})(Ki|Mi|Gi|Ti|k|M|G|T)?\\b";
  private static final Pattern USED =
      Pattern.compile("(?:Container|Pod) [\\w.-]{1,253} was using " + QUANTITY);
  private static final Pattern LIMIT =
      Pattern.compile(
          "(?:ephemeral storage limit|exceeds the total limit of containers) " + QUANTITY);
  private static final Pattern VOLUME =
      Pattern.compile(
          "Usage of EmptyDir volume \"?([a-z0-9][a-z0-9-]{0,62})\"? exceeds the limit " + QUANTITY);

  /** Nothing is known. */
  static final EphemeralUse UNKNOWN = new EphemeralUse(Shortage.NODE, "", 0, 0);

  static EphemeralUse parse(String message) {
    Matcher volume = VOLUME.matcher(message);
    if (volume.find()) {
      return new EphemeralUse(
          Shortage.VOLUME, volume.group(1), 0, bytes(volume.group(2), volume.group(3)));
    }
    Matcher limit = LIMIT.matcher(message);
    if (limit.find()) {
      return new EphemeralUse(Shortage.LIMIT, "", 0, bytes(limit.group(1), limit.group(2)));
    }
    if (message.contains("EmptyDir")) {
      return new EphemeralUse(Shortage.VOLUME, "", 0, 0);
    }
    long used = 0;
    Matcher consumer = USED.matcher(message);
    while (consumer.find()) {
      used = Math.max(used, bytes(consumer.group(1), consumer.group(2)));
    }
    return new EphemeralUse(Shortage.NODE, "", used, 0);
  }

  /** Twice what was there, in whole GiB; empty where no size is told. */
  String larger() {
    return known().map(bytes -> (2 * bytes + GIB - 1) / GIB + "Gi").orElse("");
  }

  /** How {@link #larger()} was found; empty where no size is told. */
  String arithmetic() {
    return known()
        .map(
            bytes ->
                "2 × "
                    + SparkSize.human(bytes)
                    + (usedBytes > 0 ? " used when it was evicted" : " of the limit")
                    + ", because the work was not done yet = "
                    + larger())
        .orElse("");
  }

  private Optional<Long> known() {
    long bytes = Math.max(usedBytes, limitBytes);
    return bytes > 0 && bytes <= LARGEST ? Optional.of(bytes) : Optional.empty();
  }

  private static long bytes(String digits, String suffix) {
    long unit =
        switch (suffix == null ? "" : suffix) {
          case "Ki" -> 1L << 10;
          case "Mi" -> 1L << 20;
          case "Gi" -> 1L << 30;
          case "Ti" -> 1L << 40;
          case "k" -> 1_000L;
          case "M" -> 1_000_000L;
          case "G" -> 1_000_000_000L;
          case "T" -> 1_000_000_000_000L;
          default -> 1L;
        };
    long number = Long.parseLong(digits);
    return number > Long.MAX_VALUE / unit ? Long.MAX_VALUE : number * unit;
  }
}
