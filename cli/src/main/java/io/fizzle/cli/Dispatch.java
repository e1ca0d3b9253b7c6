package io.fizzle.cli;

import io.fizzle.history.History;
import io.fizzle.history.analysis.News;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.digest.Channel;
import io.fizzle.history.digest.Channels;
import io.fizzle.history.digest.Period;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Makes a digest, and shows or sends it. */
record Dispatch(CommandSpec spec, HistoryDoor door) {

  int run(
      boolean weekly,
      String until,
      SelectionOptions selection,
      boolean dryRun,
      AnswerOptions answer) {
    // before anything is asked: who cannot send should learn it at once
    List<Channel> channels = channels(dryRun);
    Instant end = until.isBlank() ? Instant.now() : Filters.time("--until", until, spec);
    Question question =
        Answers.selected(
            new Question((weekly ? Period.WEEKLY : Period.DAILY).before(end), Map.of()), selection);
    return door.reading(
        opened -> {
          History store = opened.store();
          if (!Answers.isEmpty(store, door)) {
            Answers.checkKnown(selection, store, door);
          }
          News news = News.of(store, door.access(), question, door.settings());
          return dryRun ? show(news, channels, answer) : send(news, channels);
        });
  }

  private List<Channel> channels(boolean dryRun) {
    List<Channel> channels;
    try {
      channels = Channels.of(door.settings().digest(), System.getenv());
    } catch (Channels.Unusable e) {
      throw new ParameterException(
          spec.commandLine(), Foreign.shown(String.valueOf(e.getMessage())));
    }
    if (channels.isEmpty()) {
      String nowhere =
          "nowhere to send it: give digest.smtp in the configuration file, or a webhook's address"
              + " in "
              + Channels.WEBHOOK;
      if (!dryRun) {
        throw new ParameterException(
            spec.commandLine(), nowhere + ". fizzle digest --dry-run shows it all the same");
      }
      spec.commandLine().getErr().println("fizzle: " + nowhere);
    }
    return channels;
  }

  private int show(News news, List<Channel> channels, AnswerOptions answer) {
    boolean whole = answer.format().equals("text") && answer.output() == null;
    if (channels.isEmpty() || !whole) {
      return Answers.deliver(news, answer, spec);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Channel channel : channels) {
      out.println("--- not sent: " + channel.name());
      out.println(channel.preview(news).stripTrailing());
      out.println();
    }
    out.flush();
    return ExitCode.NOTHING_WRONG;
  }

  /** One that fails keeps the digest from no other. */
  private int send(News news, List<Channel> channels) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int code = ExitCode.NOTHING_WRONG;
    for (Channel channel : channels) {
      try {
        channel.send(news);
        out.println("sent: " + channel.name());
      } catch (Channel.NotSent e) {
        err.println(
            "fizzle: not sent: "
                + channel.name()
                + ": "
                + Foreign.shown(String.valueOf(e.getMessage())));
        code = ExitCode.NOT_SENT;
      }
    }
    out.flush();
    err.flush();
    return code;
  }
}
