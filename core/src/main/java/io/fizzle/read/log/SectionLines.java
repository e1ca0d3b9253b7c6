package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import java.util.List;
import java.util.regex.Matcher;

/**
 * The seams of logs that YARN aggregated ({@code yarn logs -applicationId}; LogAggregationFormat
 * and AggregatedLogFormat of Hadoop 2.x and 3.x).
 */
final class SectionLines {
  private SectionLines() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.of(
            "container-begins",
            "Container: container_",
            "^Container: (container_\\w{1,100}) on (\\S{1,255})",
            (entry, match) -> entry.session().beginContainer(match.group(1))),
        LinePattern.of(
            "log-type-begins", "LogType:", "^LogType: ?([\\w.-]{1,200})", SectionLines::begin),
        LinePattern.of(
            "log-type-ends",
            "End of LogType:",
            "End of LogType: ?([\\w.-]{1,200})",
            (entry, match) -> entry.session().endSection(entry)));
  }

  private static void begin(LogEntry entry, Matcher match) {
    LogSession session = entry.session();
    String container = session.container();
    if (!container.isEmpty()) {
      session.endSection(entry);
      String ahead = entry.ahead(LogWindow.LOOKAHEAD);
      int next = ahead.indexOf("\nContainer: container_");
      Owner told = LogSniffer.ownerOf(next < 0 ? ahead : ahead.substring(0, next), "");
      if (told.isExecutor()) {
        session.launches().launched(container, told.id());
      }
      session.beginSection(
          container + "/" + match.group(1), owner(session, container, told), entry.claimed());
    }
  }

  private static Owner owner(LogSession session, String container, Owner told) {
    if (told.role() != Role.UNKNOWN) {
      return told;
    }
    String executor = session.launches().executorIn(container);
    if (!executor.isEmpty()) {
      return Owner.executor(executor);
    }
    boolean first = container.endsWith("_000001");
    return first
        ? new Owner(Role.APPLICATION_MASTER, container)
        : new Owner(Role.EXECUTOR, container);
  }
}
