package io.fizzle.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was read and what was not, in a few lines however many files there were.
 *
 * @param read what was read, for example {@code 3 GC logs, 2 Spark logs}
 * @param remarks what a person should know of sources that were read
 * @param unused what was not read, by reason, the rarest reason first: the one broken file among
 *     fifty that Fizzle has no use for is the one to know of
 */
record SourceAccount(int used, int notUsed, String read, List<Group> remarks, List<Group> unused) {

  /** Sources of which the same is to be said. */
  record Group(String reason, List<String> names) {

    /** For example {@code 18 × a table (CSV), which is not read: a.csv, b.csv, …}. */
    String text(int mostNames) {
      String shown = names.stream().limit(mostNames).collect(Collectors.joining(", "));
      String more = names.size() > mostNames ? ", …" : "";
      return names.size() == 1
          ? names.get(0) + ": " + reason
          : names.size() + " × " + reason + ": " + shown + more;
    }
  }

  private static final Map<String, String> PLURALS =
      Map.ofEntries(
          Map.entry("spark-log", "Spark logs"),
          Map.entry("yarn-log", "YARN logs"),
          Map.entry("event-log", "event logs"),
          Map.entry("gc-log", "GC logs"),
          Map.entry("hs-err", "crash reports"),
          Map.entry("thread-dump", "thread dumps"),
          Map.entry("heap-dump", "heap dumps"),
          Map.entry("kernel-log", "kernel logs"),
          Map.entry("cgroup", "cgroup files"),
          Map.entry("kubectl-output", "outputs of kubectl"),
          Map.entry("kubernetes-object", "objects of Kubernetes"),
          Map.entry("vitals", "flight recordings"),
          Map.entry("spark-conf", "configuration files"),
          Map.entry("text", "texts"),
          Map.entry("empty", "empty files"),
          Map.entry("spark-rest", "answers of the REST API"));

  static SourceAccount of(List<SourceUse> sources, Names names) {
    List<SourceUse> used = sources.stream().filter(SourceUse::used).toList();
    List<SourceUse> unused = sources.stream().filter(source -> !source.used()).toList();
    Map<String, Long> kinds =
        used.stream()
            .collect(Collectors.groupingBy(SourceUse::kind, TreeMap::new, Collectors.counting()));
    String read =
        kinds.entrySet().stream()
            .map(kind -> count(kind.getValue(), kind.getKey()))
            .collect(Collectors.joining(", "));
    return new SourceAccount(
        used.size(), unused.size(), read, groups(used, names), groups(unused, names));
  }

  /** {@code 1 GC log}, {@code 3 GC logs}. */
  private static String count(long number, String kind) {
    String plural = PLURALS.getOrDefault(kind, kind + "s");
    String singular = plural.replaceFirst("^(answer|file|output|object)s\\b|s$", "$1");
    return number + " " + (number == 1 ? singular : plural);
  }

  private static List<Group> groups(List<SourceUse> sources, Names names) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (SourceUse source : sources) {
      if (!source.note().isEmpty()) {
        byReason
            .computeIfAbsent(source.note(), reason -> new ArrayList<>())
            .add(names.of(source.name()));
      }
    }
    List<Group> groups = new ArrayList<>();
    byReason.forEach((reason, members) -> groups.add(new Group(reason, List.copyOf(members))));
    groups.sort((one, other) -> Integer.compare(one.names().size(), other.names().size()));
    return groups;
  }
}
