package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What to do about what was found. Each names what it rests on. */
final class Recommendations {
  private static final int MOST_NODES = 5;

  private Recommendations() {}

  static List<String> of(
      Map<String, Suspects> suspects, List<Change> changes, List<Impact> impacts) {
    List<String> advice = new ArrayList<>();
    suspects.getOrDefault("node", NONE).found().stream()
        .limit(MOST_NODES)
        .forEach(node -> advice.add(node(node)));
    for (Suspect image : suspects.getOrDefault("image", NONE).found()) {
      advice.add(
          "Go back from image "
              + image.value()
              + " to the one before it, or look at what it changed: its runs go bad "
              + times(image.times())
              + " as often.");
    }
    for (Suspect version : suspects.getOrDefault("spark-version", NONE).found()) {
      advice.add(
          "Hold the move to Spark "
              + version.value()
              + " until its failures ("
              + String.join(", ", version.causes())
              + ") are understood.");
    }
    for (Suspect hour : suspects.getOrDefault("hour", NONE).found()) {
      advice.add(
          "See what else runs at "
              + hour.value()
              + " UTC (backups, compactions, nightly peaks) and move one of them: failures are "
              + times(hour.times())
              + " as frequent then.");
    }
    List<String> images =
        suspects.getOrDefault("image", NONE).found().stream().map(Suspect::value).toList();
    changes.stream()
        .filter(change -> !change.better() && !change.nearby().isEmpty())
        .filter(change -> images.stream().noneMatch(change.nearby().get(0)::contains))
        .forEach(
            change ->
                advice.add(
                    "Look at what changed for "
                        + Words.subject(change)
                        + " near "
                        + Words.time(change.from())
                        + ": "
                        + change.nearby().get(0)
                        + "."));
    impacts.stream()
        .limit(1)
        .forEach(
            impact ->
                advice.add(
                    "Begin with "
                        + impact.cause()
                        + ", which costs most: fizzle history remedies "
                        + impact.cause()
                        + " says what worked before."));
    return advice;
  }

  private static final Suspects NONE = new Suspects(List.of(), 0);

  private static String node(Suspect node) {
    String cause = node.causes().isEmpty() ? "" : node.causes().get(0);
    String what =
        switch (cause) {
          case "preempted" -> "expect it to be taken away (spot capacity)";
          case "disk-full", "bad-disk" -> "look at its disks";
          case "node-oom", "evicted", "container-oom" ->
              "look at its memory, and at what else runs there";
          default -> "look at its kernel log, disks, memory and network";
        };
    return "Take "
        + node.value()
        + " out of service (kubectl cordon, or YARN's exclude list) and "
        + what
        + ": executors are lost there "
        + times(node.times())
        + " as often as on the other nodes of the same runs.";
  }

  private static String times(double times) {
    return times >= 10
        ? Math.round(times) + " times"
        : String.format(java.util.Locale.ROOT, "%.1f times", times);
  }
}
