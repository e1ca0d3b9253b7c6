package io.fizzle.history.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Excerpt;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Resolution;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Use;
import io.fizzle.history.Victim;
import io.fizzle.history.exchange.Lines;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs, many in a table or one in full. */
public final class RunSheet {
  private static final String SCHEMA = "fizzle.history/1";
  private static final List<String> HEADER =
      List.of("run", "started (UTC)", "ran", "project", "application", "outcome", "verdict");
  private static final int MOST_VICTIMS = 10;

  private final Form form;

  public RunSheet(Form form) {
    this.form = form;
  }

  /** A table of runs. */
  public String table(List<ApplicationRun> runs) {
    if (form == Form.JSON) {
      return json("runs", runs);
    }
    Grid grid = new Grid(HEADER, runs.stream().map(RunSheet::row).toList());
    return form == Form.TEXT ? grid.text() : grid.markdown();
  }

  private static List<String> row(ApplicationRun run) {
    return List.of(
        run.id(),
        time(run.started()),
        span(run.started(), run.ended()),
        run.origin().project(),
        run.program().application().isEmpty() ? "-" : run.program().application(),
        run.outcome().id(),
        verdict(run.cause(), run.confidence()));
  }

  /** One run with everything that is kept of it. */
  public String whole(RunRecord record) {
    if (form == Form.JSON) {
      return json("run", record);
    }
    ApplicationRun run = record.run();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("run", run.id());
    facts.put("application", run.program().application() + named(run.applicationId()));
    facts.put(
        "where",
        "cluster "
            + run.origin().cluster()
            + ", project "
            + run.origin().project()
            + (run.origin().team().isEmpty() ? "" : ", team " + run.origin().team()));
    facts.put("spark", run.program().sparkVersion() + " on " + run.manager());
    facts.put("image", run.program().image());
    facts.put("started", time(run.started()) + ", ran " + span(run.started(), run.ended()));
    facts.put("outcome", run.outcome().id());
    facts.put("verdict", verdict(run.cause(), run.confidence()));
    facts.put("held", held(run.use()));
    StringBuilder text = new StringBuilder(facts(facts));
    record.failures().forEach(failure -> text.append('\n').append(whole(failure)));
    return text.toString();
  }

  /** What is not known is 0 in a record, and no number here. */
  private static String held(Use use) {
    if (use.executors() == 0 && use.coreHours() == 0) {
      return "not known";
    }
    return (use.executors() == 0 ? "executors not known" : use.executors() + " executors")
        .replaceFirst("^1 executors", "1 executor")
        .concat(", " + hours(use.coreHours(), "core-hours"))
        .concat(", " + hours(use.memoryHours(), "GiB-hours"))
        .concat(
            use.coreHours() == 0
                ? ""
                : String.format(Locale.ROOT, "; %.3f core-hours lost", use.lostCoreHours()));
  }

  private static String hours(double hours, String unit) {
    return hours == 0 ? unit + " not known" : String.format(Locale.ROOT, "%.3f %s", hours, unit);
  }

  /** One failure with everything that is kept of it. */
  public String failure(FailureEvent failure) {
    return form == Form.JSON ? json("failure", failure) : whole(failure);
  }

  private String whole(FailureEvent failure) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("failure", failure.id() + " of run " + failure.run());
    facts.put("what", failure.message() + (failure.fatal() ? "; the application died of it" : ""));
    facts.put("cause", verdict(failure.cause(), failure.confidence()));
    facts.put("when", time(failure.at()) + named(failure.phase()));
    facts.put("times", failure.occurrences() > 1 ? String.valueOf(failure.occurrences()) : "");
    facts.put("took", victims(failure.victims()));
    facts.put("signature", failure.signature());
    facts.put("ended", ended(failure.resolution()));
    StringBuilder text = new StringBuilder(facts(facts));
    for (Excerpt excerpt : failure.excerpts()) {
      String place = excerpt.source() + (excerpt.line() == 0 ? "" : ":" + excerpt.line());
      text.append(form == Form.TEXT ? "  " : "- ");
      text.append(shown(excerpt.says().isEmpty() ? place : excerpt.says() + "  " + place));
      text.append('\n');
      if (!excerpt.text().isEmpty()) {
        text.append(form == Form.TEXT ? "    | " : "  > ");
        text.append(shown(excerpt.text())).append('\n');
      }
    }
    return text.toString();
  }

  private static String victims(List<Victim> victims) {
    String first =
        victims.stream()
            .limit(MOST_VICTIMS)
            .map(
                one ->
                    (one.executor().equals("driver") ? "" : "executor ")
                        + one.executor()
                        + (one.node().isEmpty() ? "" : " on " + one.node()))
            .collect(Collectors.joining(", "));
    return victims.size() <= MOST_VICTIMS
        ? first
        : first + " and " + (victims.size() - MOST_VICTIMS) + " more";
  }

  private static String ended(Resolution resolution) {
    Instant at = resolution.at();
    return resolution.kind().id() + (at == null ? "" : ", " + time(at));
  }

  private String facts(Map<String, String> facts) {
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            text.append(
                form == Form.TEXT
                    ? String.format(Locale.ROOT, "%-12s %s%n", name, shown(value))
                        .replace("\r\n", "\n")
                    : "- **" + name + "**: " + shown(value) + "\n");
          }
        });
    return text.toString();
  }

  private String shown(String text) {
    return form == Form.TEXT ? Grid.shown(text) : Grid.cell(text);
  }

  private static String named(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static String verdict(String cause, double confidence) {
    return confidence == 0 || cause.equals("undetermined")
        ? cause
        : cause + " " + Math.round(confidence * 100) + " %";
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }

  private static String span(Instant from, @Nullable Instant until) {
    // where one time is all that is known of a run, it stands for both
    if (until == null || until.equals(from)) {
      return "not known";
    }
    Duration span = Duration.between(from, until);
    long seconds = span.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  private static String json(String name, Object value) {
    try {
      Map<String, Object> whole = new LinkedHashMap<>();
      whole.put("schema", SCHEMA);
      whole.put(name, value);
      return Lines.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
