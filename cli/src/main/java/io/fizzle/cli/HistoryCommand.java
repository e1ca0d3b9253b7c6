package io.fizzle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fizzle history}: what was recorded. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "What fizzle diagnose --record kept: runs, their failures, and what solved them.",
      ""
    },
    subcommands = {
      HistoryListCommand.class,
      HistoryShowCommand.class,
      HistoryAnalyzeCommand.class,
      HistoryStatsCommand.class,
      HistoryRemediesCommand.class,
      HistorySimilarCommand.class,
      HistoryRiskCommand.class,
      HistoryPruneCommand.class,
      HistoryExportCommand.class,
      HistoryImportCommand.class,
      HistoryBackupCommand.class,
      HistoryRestoreCommand.class,
      HistoryPathCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle diagnose logs/ --record --project sales",
      "  fizzle history list --project sales --since 7d",
      "  fizzle history export > east.jsonl"
    })
final class HistoryCommand implements Runnable {
  @Spec private CommandSpec spec;

  HistoryCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: fizzle history list, show, analyze, stats, remedies, similar, risk,"
            + " prune, export, import, backup, restore or"
            + " path");
  }
}
