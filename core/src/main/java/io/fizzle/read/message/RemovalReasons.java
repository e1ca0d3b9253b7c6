package io.fizzle.read.message;

import io.fizzle.evidence.Redaction;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.RemovalReason.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the free text in which Spark says why an executor went away. */
public final class RemovalReasons {
  private static final int LOOKED_AT = 8 * 1024;
  private static final int KEPT = 2000;

  private static final Pattern SILENCE =
      Pattern.compile("(?:timed out after|with no recent heartbeats:) (\\d{1,15}) ms");

  /** Where an exit code stands, from the one who saw the process end to the ones who repeat it. */
  private static final List<Pattern> EXIT_CODES =
      List.of(
          Pattern.compile("exited with (?:exit )?code (-?\\d{1,9})"),
          Pattern.compile("[Ee]xit status: (-?\\d{1,9})"),
          Pattern.compile("Exit code is (-?\\d{1,9})"),
          Pattern.compile("non-zero exit code (-?\\d{1,9})"),
          Pattern.compile("Unknown executor exit code \\((-?\\d{1,9})\\)"),
          Pattern.compile("\\bexit code: (-?\\d{1,9})"),
          Pattern.compile("\\bexitCode[:=] {0,2}(-?\\d{1,9})"));

  private static final String SIZE = "([\\d.]{1,20} ?[KMGTP]?i?B)";
  private static final Pattern PHYSICAL =
      Pattern.compile(SIZE + " of " + SIZE + " physical memory used");
  private static final Pattern VIRTUAL =
      Pattern.compile(SIZE + " of " + SIZE + " virtual memory used");

  private static final Pattern TERMINATION =
      Pattern.compile(
          "(?:termination |brief |[,(] ?)reason[:=] {0,40}(?!N/A|null)([A-Za-z]{2,60})");

  private RemovalReasons() {}

  /**
   * Parses {@code Removed Reason}, the text after {@code Lost executor 7 on host:}, or a {@code
   * Loss Reason}.
   *
   * <p>Of several statements in one text the most specific counts: Kubernetes puts {@code
   * OOMKilled} lines after a general exit code, YARN puts the node manager's words after {@code
   * Container from a bad node}. Of a pod's containers only Spark's own counts.
   *
   * @param text may have several lines (Kubernetes) and any length; only a bounded part is looked
   *     at
   */
  public static RemovalReason parse(String text) {
    String whole = text.substring(0, Math.min(text.length(), LOOKED_AT));
    String seen = ContainerStatuses.ofSparkAlone(whole);
    Kind kind = kindOf(seen);
    Pattern used = kind == Kind.VIRTUAL_MEMORY_EXCEEDED ? VIRTUAL : PHYSICAL;
    boolean overLimit =
        kind == Kind.VIRTUAL_MEMORY_EXCEEDED || kind == Kind.PHYSICAL_MEMORY_EXCEEDED;
    Matcher sizes = used.matcher(overLimit ? seen : "");
    boolean told = sizes.find();
    return new RemovalReason(
        kind,
        exitCode(seen),
        kind == Kind.HEARTBEAT_TIMEOUT ? silence(seen) : 0,
        told ? MemorySize.parse(sizes.group(1)) : 0,
        told ? MemorySize.parse(sizes.group(2)) : 0,
        terminationReason(seen, kind),
        manager(seen),
        Redaction.redact(whole.substring(0, Math.min(whole.length(), KEPT))));
  }

  /** What kept the executor from starting, where Spark's own words name it. */
  public static Optional<Failure> startFailure(RemovalReason reason) {
    return Optional.of(reason)
        .filter(told -> told.kind() == Kind.START_FAILED && told.manager() == null)
        .map(told -> Failures.parse(told.text()))
        .filter(failure -> failure.kind() != FailureKind.OTHER && !failure.kind().isCollateral());
  }

  /**
   * {@code YarnAllocator} begins with the container, Kubernetes' watcher with the executor's id.
   */
  private static RemovalReason.@Nullable Manager manager(String text) {
    if (text.contains("xecutor with id") || text.contains("xecutor with ID")) {
      return RemovalReason.Manager.KUBERNETES;
    }
    return text.contains("Container ") || text.contains("container_")
        ? RemovalReason.Manager.YARN
        : null;
  }

  private static Kind kindOf(String text) {
    for (RemovalRule rule : RemovalRules.SORTED) {
      if (rule.matches(text)) {
        return rule.kind();
      }
    }
    return Kind.UNSPECIFIED;
  }

  private static @Nullable Integer exitCode(String text) {
    for (Pattern pattern : EXIT_CODES) {
      Matcher code = pattern.matcher(text);
      if (code.find()) {
        return Integer.valueOf(code.group(1));
      }
    }
    if (text.contains("because of a YARN event")) {
      return 0;
    }
    return null;
  }

  private static long silence(String text) {
    Matcher silence = SILENCE.matcher(text);
    return silence.find() ? Long.parseLong(silence.group(1)) : 0;
  }

  /** The reason that goes with the kind where the text names it, else the first one named. */
  private static @Nullable String terminationReason(String text, Kind kind) {
    Matcher matcher = TERMINATION.matcher(text);
    String first = null;
    while (matcher.find()) {
      String reason = matcher.group(1);
      if (kind == Kind.OOM_KILLED && reason.equals("OOMKilled")) {
        return reason;
      }
      first = first == null ? reason : first;
    }
    return first;
  }
}
