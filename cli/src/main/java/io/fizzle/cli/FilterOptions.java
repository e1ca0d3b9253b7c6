package io.fizzle.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which runs. Knows no class of the history: every start reads it. */
final class FilterOptions {
  @Option(
      names = "--project",
      paramLabel = "NAME",
      split = ",",
      description = "of these projects only")
  private List<String> projects = new ArrayList<>();

  @Option(names = "--cluster", paramLabel = "NAME", description = "of this cluster only")
  private String cluster = "";

  @Option(names = "--application", paramLabel = "NAME", description = "of this application only")
  private String application = "";

  @Option(names = "--cause", paramLabel = "ID", description = "whose verdict is this cause only")
  private String cause = "";

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "that ended so only: succeeded, failed or unknown")
  private String outcome = "";

  @Option(names = "--node", paramLabel = "NAME", description = "with an executor there only")
  private String node = "";

  @Option(names = "--image", paramLabel = "NAME", description = "with this image only")
  private String image = "";

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "that started then or later: 7d for seven days ago, or 2026-11-27")
  private String since = "";

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description = "that started before then, in the same form")
  private String until = "";

  List<String> projects() {
    return List.copyOf(projects);
  }

  String cluster() {
    return cluster;
  }

  String application() {
    return application;
  }

  String cause() {
    return cause;
  }

  String outcome() {
    return outcome;
  }

  String node() {
    return node;
  }

  String image() {
    return image;
  }

  String since() {
    return since;
  }

  String until() {
    return until;
  }
}
