package io.fizzle.read;

import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.eventlog.RollingLog;
import io.fizzle.signal.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one source of the files of each rolling event log. */
final class RollingLogs {

  /**
   * {@code events_<n>_<application>.<codec>} and {@code appstatus_<application>}: the application.
   */
  private static final Pattern PART =
      Pattern.compile("(?:events_\\d{1,18}|appstatus)_([^.]{1,300})(?:\\..{0,40})?");

  /** Databricks rolls by time. */
  private static final Pattern DATED =
      Pattern.compile("eventlog(?:-\\d{4}-[-\\d]{5,20})?(?:\\.\\w{1,8})?");

  private RollingLogs() {}

  /** The inputs with each rolling log in the place of its first part. */
  static List<Input> merged(List<Input> inputs) {
    Map<String, List<Input>> groups = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      String group = group(inputs.get(i));
      groups
          .computeIfAbsent(group == null ? "\0" + i : group, key -> new ArrayList<>())
          .add(inputs.get(i));
    }
    List<Input> merged = new ArrayList<>();
    groups.values().forEach(group -> merged.addAll(merge(group)));
    return merged;
  }

  /** Folder and application, null for what cannot be part of a rolling log. */
  private static @Nullable String group(Input input) {
    SourceKind kind = input.source().kind();
    if (kind != SourceKind.EVENT_LOG && kind != SourceKind.EMPTY) {
      return null;
    }
    String name = input.source().name();
    String file = file(name);
    String folder = name.substring(0, name.length() - file.length());
    Matcher part = PART.matcher(file);
    if (part.matches()) {
      return folder + part.group(1);
    }
    return DATED.matcher(file).matches() ? folder : null;
  }

  private static List<Input> merge(List<Input> group) {
    Map<String, Input> byFile = new LinkedHashMap<>();
    group.forEach(input -> byFile.putIfAbsent(file(input.source().name()), input));
    RollingLog log = RollingLog.of(byFile.keySet());
    List<Input> parts = log.files().stream().map(byFile::get).filter(Input::usable).toList();
    return parts.isEmpty() || group.size() == 1 ? group : List.of(one(log, parts));
  }

  private static Input one(RollingLog log, List<Input> parts) {
    Input first = parts.get(0);
    String path = first.source().name();
    String folder = path.substring(0, path.length() - file(path).length() - 1);
    String name = RollingLog.isDirectoryName(folder) ? folder : path;
    Source source = new Source(name, SourceKind.EVENT_LOG, first.source().owner());
    List<Opener> openers = parts.stream().map(Input::opener).toList();
    return new Input(
        source,
        parts.stream().mapToLong(Input::size).reduce(0, RollingLogs::sum),
        first.firstTime(),
        first.mark(),
        "",
        List.<Signal>copyOf(log.losses(source)),
        () -> new ChainedStream(openers));
  }

  private static long sum(long left, long right) {
    return left < 0 || right < 0 ? -1 : left + right;
  }

  private static String file(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
  }
}
