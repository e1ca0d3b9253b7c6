package io.fizzle.history.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to do about what was found. Each names what it rests on. */
final class Recommendations {
  private static final int MOST_NODES = 5;

  private Recommendations() {}

  static List<String> of(
      Map<String, Suspects> suspects, List<Change> changes, List<Impact> impacts) {
    List<Suspect> images = found(suspects, "image");
    List<String> advice = new ArrayList<>();
    found(suspects, "node").stream()
        .limit(MOST_NODES)
        .map(Recommendations::node)
        .forEach(advice::add);
    images.stream().map(Recommendations::image).forEach(advice::add);
    found(suspects, "spark-version").stream().map(Recommendations::version).forEach(advice::add);
    found(suspects, "hour").stream().map(Recommendations::hour).forEach(advice::add);
    changes.stream()
        .filter(change -> !change.better() && !change.nearby().isEmpty())
        .filter(change -> images.stream().noneMatch(image -> isNamed(image, change)))
        .map(Recommendations::change)
        .forEach(advice::add);
    impacts.stream().limit(1).map(Recommendations::first).forEach(advice::add);
    return advice;
  }

  private static List<Suspect> found(Map<String, Suspects> suspects, String kind) {
    Suspects of = suspects.get(kind);
    return of == null ? List.of() : of.found();
  }

  private static boolean isNamed(Suspect image, Change change) {
    return change.nearby().get(0).contains(image.value());
  }

  private static String image(Suspect image) {
    return "Go back from image "
        + image.value()
        + " to the one before it, or look at what it changed: its runs "
        + (image.unit().equals("runs ended") ? "fail " : "go bad ")
        + times(image.times())
        + " as often.";
  }

  private static String version(Suspect version) {
    return "Hold the move to Spark "
        + version.value()
        + " until its failures ("
        + String.join(", ", version.causes())
        + ") are understood.";
  }

  private static String hour(Suspect hour) {
    return "See what else runs at "
        + hour.value()
        + " UTC (backups, compactions, nightly peaks) and move one of them: failures are "
        + times(hour.times())
        + " as frequent then.";
  }

  private static String change(Change change) {
    return "Look at what changed for "
        + Words.subject(change)
        + " near "
        + Words.time(change.from())
        + ": "
        + change.nearby().get(0)
        + ".";
  }

  private static String first(Impact impact) {
    return "Begin with "
        + impact.cause()
        + ", which costs most: fizzle history remedies "
        + impact.cause()
        + " says what worked before.";
  }

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
        : String.format(Locale.ROOT, "%.1f times", times);
  }
}
