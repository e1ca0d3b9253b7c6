package io.fizzle.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fizzle digest}: what failed, what is new, what got better, what to do first. */
@Command(
    name = "digest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends what failed, what is new, what got better and what to do first, by e-mail and to a"
          + " Slack-compatible webhook, as the configuration file says (digest:).",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fizzle digest --dry-run",
      "  fizzle digest --weekly --project ml-team",
      "  fizzle digest --dry-run --format html --output digest.html",
      "",
      "Exit codes: 0 sent on every channel, 2 cannot be sent like this, 4 a channel failed."
    })
final class DigestCommand implements Callable<Integer> {
  /** One of both. */
  static final class Length {
    @Option(names = "--daily", description = "of the 24 hours up to the last full hour (default)")
    private boolean daily;

    @Option(names = "--weekly", description = "of the seven days up to the last full hour")
    private boolean weekly;

    boolean isWeekly() {
      return weekly && !daily;
    }
  }

  @ArgGroup private @Nullable Length length;

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description = "of the time up to then instead, e.g. 2026-11-27 or 1d for a day ago")
  private String until = "";

  @Option(names = "--dry-run", description = "show exactly what would be sent, and send nothing")
  private boolean dryRun;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Spec private CommandSpec spec;

  DigestCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    boolean shown = !answer.format().equals("text") || answer.output() != null;
    if (shown && !dryRun) {
      throw new ParameterException(
          spec.commandLine(),
          "--format and --output show a digest, and are for --dry-run; what is sent has its own"
              + " form");
    }
    boolean weekly = length != null && length.isWeekly();
    return new Dispatch(spec, HistoryDoor.of(history, spec))
        .run(weekly, until, selection, dryRun, answer);
  }
}
