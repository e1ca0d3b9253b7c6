package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whose a source is: the user's word first, then the content's, then the path's. */
final class Provenance {
  private static final Pattern CRASHED_PID = Pattern.compile("(?m)^#.{0,200}\\bpid=(\\d{1,9}),");

  private Provenance() {}

  static Source source(Head head, SourceKind kind, OwnerOverrides overrides) {
    return new Source(head.name(), kind, owner(head, kind, overrides), pid(head, kind));
  }

  private static Owner owner(Head head, SourceKind kind, OwnerOverrides overrides) {
    Owner said = overrides.of(head.name());
    if (said != null) {
      return said;
    }
    Owner told =
        switch (kind) {
          case EVENT_LOG -> Owner.DRIVER;
          case KERNEL_LOG -> new Owner(Owner.Role.KERNEL, "");
          case HS_ERR -> CommandLine.owner(head.text());
          case SPARK_LOG, TEXT -> ofLaunchCommand(head.text());
          default -> Owner.UNKNOWN;
        };
    boolean ownerless = kind == SourceKind.SPARK_CONF || kind == SourceKind.YARN_LOG;
    return told.equals(Owner.UNKNOWN) && !ownerless ? PathOwner.of(head.name()) : told;
  }

  /** A standalone worker writes the command before the executor's own output. */
  private static Owner ofLaunchCommand(String text) {
    if (!text.startsWith("Spark Executor Command: ") && !text.startsWith("Launch Command: ")) {
      return Owner.UNKNOWN;
    }
    int end = text.indexOf('\n');
    return CommandLine.owner(end < 0 ? text : text.substring(0, end));
  }

  private static long pid(Head head, SourceKind kind) {
    if (kind == SourceKind.HS_ERR) {
      Matcher matcher = CRASHED_PID.matcher(head.text());
      if (matcher.find()) {
        return Long.parseLong(matcher.group(1));
      }
    }
    return kind == SourceKind.HS_ERR || kind == SourceKind.GC_LOG ? PathOwner.pid(head.name()) : 0;
  }
}
