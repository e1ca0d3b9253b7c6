package io.fizzle.read;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.log.SparkLogReader;
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
    return switch (kind) {
      case EVENT_LOG -> Owner.DRIVER;
      case KERNEL_LOG -> new Owner(Owner.Role.KERNEL, "");
      // one aggregated log holds many processes, and a configuration is the application's
      case SPARK_CONF, YARN_LOG -> Owner.UNKNOWN;
      case HS_ERR -> named(CommandLine.owner(head.text()), head.name());
      case SPARK_LOG, TEXT -> named(SparkLogReader.ownerOf(head.text(), ""), head.name());
      default -> PathOwner.of(head.name());
    };
  }

  /** The content's word, unless the path says the same and more: which worker, which container. */
  private static Owner named(Owner told, String name) {
    Owner path = PathOwner.of(name);
    boolean more =
        told.id().isEmpty() && (told.equals(Owner.UNKNOWN) || told.role() == path.role());
    return more ? path : told;
  }

  private static long pid(Head head, SourceKind kind) {
    if (kind == SourceKind.HS_ERR) {
      Matcher matcher = CRASHED_PID.matcher(head.text());
      if (matcher.find()) {
        return Long.parseLong(matcher.group(1));
      }
    }
    boolean named =
        kind == SourceKind.HS_ERR || kind == SourceKind.GC_LOG || kind == SourceKind.HEAP_DUMP;
    return named ? PathOwner.pid(head.name()) : 0;
  }
}
