package io.fizzle.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a question is about. Knows no class of the history: every start reads it. */
final class QuestionOptions {
  @Option(
      names = "--lookback",
      paramLabel = "DAYS",
      description =
          "how far to look back, e.g. 30d (default: what the configuration says, else 7d)")
  private String lookback = "";

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description = "look back from then instead of now: 2026-11-27, or 7d for seven days ago")
  private String until = "";

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--cause",
      paramLabel = "ID",
      completionCandidates = Choices.Catalogued.class,
      description = "failures of this cause only; runs without it count as good")
  private String cause = "";

  String lookback() {
    return lookback;
  }

  String until() {
    return until;
  }

  SelectionOptions selection() {
    return selection;
  }

  String cause() {
    return cause;
  }
}
