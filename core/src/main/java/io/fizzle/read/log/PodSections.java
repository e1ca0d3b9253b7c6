package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.read.PathOwner;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pods whose lines one log holds, in blocks or mixed ({@code kubectl logs --prefix}, also with
 * {@code -f}), with what is remembered of each.
 */
final class PodSections {
  private static final Pattern PREFIX =
      Pattern.compile("^\\[pod/([^/\\]\\s]{1,253})/([^\\]\\s]{1,63})\\] ");
  private static final int MOST = 4_096;

  private final Map<String, Section> sections = new LinkedHashMap<>();

  /** What is remembered of one container's log while lines of others are read. */
  static final class Section {
    final Source source;
    Owner learned = Owner.UNKNOWN;
    LogLife life = new LogLife();
    @Nullable LogLine header;
    @Nullable Instant latest;
    long lastLine;
    String lastText = "";

    Section(Source source) {
      this.source = source;
    }
  }

  /** The section that a raw line begins or goes on, null where it has no prefix. */
  @Nullable Section of(String line, Source base) {
    Matcher prefix = PREFIX.matcher(line);
    if (!prefix.find()) {
      return null;
    }
    String name = prefix.group(1) + "/" + prefix.group(2);
    Section known = sections.get(name);
    if (known != null || sections.size() >= MOST) {
      return known;
    }
    Section begun = new Section(base.section(name, owner(prefix.group(1), prefix.group(2))));
    sections.put(name, begun);
    return begun;
  }

  private static Owner owner(String pod, String container) {
    Owner named = PathOwner.of(pod);
    return named.equals(Owner.UNKNOWN) ? PathOwner.of(container) : named;
  }

  Iterable<Section> all() {
    return sections.values();
  }
}
