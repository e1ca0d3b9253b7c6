package io.fizzle.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which runs, wherever that is asked. Knows no class of the history: every start reads it. */
final class SelectionOptions {
  @Option(
      names = "--project",
      paramLabel = "NAME",
      split = ",",
      description = "runs of these projects only")
  private List<String> projects = new ArrayList<>();

  @Option(names = "--cluster", paramLabel = "NAME", description = "runs of this cluster only")
  private String cluster = "";

  @Option(names = "--team", paramLabel = "NAME", description = "runs of this team only")
  private String team = "";

  @Option(
      names = "--application",
      paramLabel = "NAME",
      description = "runs of this application only")
  private String application = "";

  @Option(names = "--image", paramLabel = "NAME", description = "runs with this image only")
  private String image = "";

  @Option(names = "--node", paramLabel = "NAME", description = "runs with an executor there only")
  private String node = "";

  @Option(
      names = "--spark",
      paramLabel = "VERSION",
      description = "runs of this version of Spark only")
  private String spark = "";

  List<String> projects() {
    return List.copyOf(projects);
  }

  String cluster() {
    return cluster;
  }

  String team() {
    return team;
  }

  String application() {
    return application;
  }

  String image() {
    return image;
  }

  String node() {
    return node;
  }

  String spark() {
    return spark;
  }
}
