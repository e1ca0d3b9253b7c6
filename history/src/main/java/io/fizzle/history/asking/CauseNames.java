package io.fizzle.history.asking;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What operators call causes, beside their ids and titles. */
final class CauseNames {
  /** The name that a cluster manager, the JVM or Spark prints, or the everyday word. */
  private static final Map<String, String> EVERYDAY =
      Map.ofEntries(
          Map.entry("oomkilled", "container-oom"),
          Map.entry("oom killed", "container-oom"),
          Map.entry("oom-killed", "container-oom"),
          Map.entry("memory limit", "container-oom"),
          Map.entry("memory overhead", "container-oom"),
          Map.entry("java heap space", "heap-oom"),
          Map.entry("heap space", "heap-oom"),
          Map.entry("outofmemoryerror", "heap-oom"),
          Map.entry("out of memory", "heap-oom"),
          Map.entry("oom", "heap-oom"),
          Map.entry("gc overhead", "gc-overhead-oom"),
          Map.entry("garbage collection", "gc-stall"),
          Map.entry("long gc", "gc-stall"),
          Map.entry("gc pause", "gc-stall"),
          Map.entry("gc", "gc-stall"),
          Map.entry("heartbeat", "heartbeat-lost"),
          Map.entry("spot", "preempted"),
          Map.entry("preempt", "preempted"),
          Map.entry("evict", "evicted"),
          Map.entry("no space left", "disk-full"),
          Map.entry("disk full", "disk-full"),
          Map.entry("full disk", "disk-full"),
          Map.entry("imagepullbackoff", "image-pull"),
          Map.entry("errimagepull", "image-pull"),
          Map.entry("crashloopbackoff", "crash-loop"),
          Map.entry("unschedulable", "unschedulable"),
          Map.entry("metaspace", "metaspace-oom"),
          Map.entry("direct buffer", "direct-memory-oom"),
          Map.entry("maxresultsize", "driver-result-size"),
          Map.entry("kryo", "kryo-buffer-overflow"),
          Map.entry("classnotfound", "class-missing"),
          Map.entry("stackoverflow", "stack-overflow"),
          Map.entry("fetchfailed", "shuffle-data-lost"),
          Map.entry("fetch fail", "shuffle-data-lost"),
          Map.entry("driver oom", "driver-heap-oom"),
          Map.entry("access denied", "access-denied"),
          Map.entry("permission denied", "access-denied"));

  private CauseNames() {}

  /** The cause that a question names; the longest name wins, and is marked as read. */
  static Optional<String> in(Reading reading) {
    String question = reading.text();
    List<String> ids = Causes.all().stream().map(Cause::id).toList();
    Map<String, String> names =
        Stream.concat(
                EVERYDAY.entrySet().stream().filter(name -> ids.contains(name.getValue())),
                Causes.all().stream()
                    .flatMap(
                        cause ->
                            Stream.of(
                                    cause.id(),
                                    cause.id().replace('-', ' '),
                                    cause.title().toLowerCase(Locale.ROOT))
                                .distinct()
                                .map(name -> Map.entry(name, cause.id()))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, two) -> two));
    return names.entrySet().stream()
        .filter(name -> holds(question, name.getKey()))
        .max(
            Comparator.comparingInt((Map.Entry<String, String> name) -> name.getKey().length())
                .thenComparing(Map.Entry::getValue))
        .map(
            name -> {
              reading.take(List.of(name.getKey()));
              return name.getValue();
            });
  }

  /** From the beginning of a word on; its end may be inflected where it is long enough. */
  private static boolean holds(String question, String name) {
    String end = name.length() < 5 ? "(?![\\w-])" : "";
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + end).matcher(question).find();
  }
}
