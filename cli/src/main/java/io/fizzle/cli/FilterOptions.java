package io.fizzle.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which runs to list. Knows no class of the history: every start reads it. */
final class FilterOptions {
  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--cause",
      paramLabel = "ID",
      completionCandidates = Choices.Catalogued.class,
      description = "whose verdict is this cause only")
  private String cause = "";

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      completionCandidates = Choices.Outcomes.class,
      description = "that ended so only: succeeded, failed or unknown")
  private String outcome = "";

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

  SelectionOptions selection() {
    return selection;
  }

  String cause() {
    return cause;
  }

  String outcome() {
    return outcome;
  }

  String since() {
    return since;
  }

  String until() {
    return until;
  }
}
