package io.fizzle.read.kernel;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.PathOwner;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.MachineSignal.PodEnded;
import io.fizzle.signal.RemovalReason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of the kubelet in the node's journal: evictions ({@code pkg/kubelet/eviction/
 * eviction_manager.go}, as text up to 1.19, structured since).
 */
final class KubeletLines {
  private static final Pattern EVICTED =
      Pattern.compile(
          "viction manager: pod is evicted successfully\" pod=\"[^/\"]{1,63}/([^\"]{1,253})\""
              + "|viction manager: pod ([^_\\s]{1,253})_[^(\\s]{1,63}\\([^)]{1,64}\\) is evicted"
              + " successfully");

  private KubeletLines() {}

  static boolean mayHold(String line) {
    return line.contains("is evicted successfully");
  }

  /** False where the line speaks of an eviction in words that are not known. */
  static boolean tell(String message, Evidence evidence, SignalSink sink) {
    Matcher evicted = EVICTED.matcher(message);
    if (!evicted.find()) {
      return false;
    }
    String pod = evicted.group(1) == null ? evicted.group(2) : evicted.group(1);
    sink.accept(
        new PodEnded(
            evidence,
            PathOwner.of(pod),
            new RemovalReason(RemovalReason.Kind.EVICTED, null, 0, 0, 0, "Evicted", "Evicted")));
    return true;
  }
}
