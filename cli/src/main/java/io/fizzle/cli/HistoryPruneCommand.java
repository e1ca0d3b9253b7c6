package io.fizzle.cli;

import io.fizzle.history.Pruned;
import io.fizzle.history.Retention;
import io.fizzle.history.analysis.Words;
import io.fizzle.history.settings.Settings;
import io.fizzle.history.settings.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fizzle history prune}: lets go what is old. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Takes old runs out, of all projects, and gives their space back. What was learnt of"
            + " solutions stays, and so does feedback.")
final class HistoryPruneCommand implements Callable<Integer> {
  @Option(
      names = "--older-than",
      paramLabel = "WHEN",
      description =
          "runs that started before then: 90d, or 2026-08-01 (default: the configuration file's"
              + " retention)")
  private String older = "";

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "the oldest days, until the history is no larger: 500MB, 2GB")
  private String size = "";

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  HistoryPruneCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    HistoryDoor door = HistoryDoor.of(history, spec).ofAllProjects("prune takes out");
    Settings settings = door.settings();
    boolean asked = !older.isBlank() || !size.isBlank();
    Instant from = asked ? before() : before(settings.retentionDays());
    long bytes = asked ? bytes() : settings.retentionBytes();
    if (from == null && bytes == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "say what may go: --older-than 90d, --max-size 2GB, or retention in the configuration"
              + " file");
    }
    return door.reading(
        opened -> {
          Pruned gone = opened.store().prune(new Retention(from, bytes));
          spec.commandLine()
              .getOut()
              .printf(
                  "%s with %s went; %d KiB are free again%n",
                  Words.plural(gone.runs(), "run"),
                  Words.plural(gone.failures(), "failure"),
                  gone.bytes() / 1024);
          spec.commandLine().getOut().flush();
          return ExitCode.NOTHING_WRONG;
        });
  }

  private @Nullable Instant before() {
    return older.isBlank() ? null : Filters.time("--older-than", older, spec);
  }

  private static @Nullable Instant before(int days) {
    return days == 0 ? null : Instant.now().minus(Duration.ofDays(days));
  }

  private long bytes() {
    if (size.isBlank()) {
      return 0;
    }
    return Sizes.parse(size)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--max-size: not understood: " + size + ". Write 500MB or 2GB"));
  }
}
