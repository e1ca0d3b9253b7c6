package io.fizzle.read.log;

import io.fizzle.read.log.LogEntry.Extent;
import java.util.regex.Pattern;

/**
 * The text of an executor's loss where it goes on in the next lines: Kubernetes' pod status
 * (ExecutorPodsLifecycleManager) and YARN's container diagnostics (YarnAllocator).
 */
final class ReasonText {
  private static final Pattern GOES_ON =
      Pattern.compile(
          ":\\s*$|Diagnostics:|Exit status:|The executor with id|Container"
              + " (?:killed|marked|from|exited)|memory limits?\\.\\s*$");

  private ReasonText() {}

  /** The lines that belong to the reason in an entry's message, empty where it is complete. */
  static String rest(LogEntry entry) {
    if (!GOES_ON.matcher(entry.line().message()).find()) {
      return "";
    }
    return entry.following(entry.line().headed() ? Extent.REASON : Extent.PARAGRAPH);
  }
}
