package io.fizzle.report;

import io.fizzle.application.Application;
import io.fizzle.comparison.Comparison;
import io.fizzle.comparison.Explanation;
import io.fizzle.comparison.Measure;
import io.fizzle.comparison.Reason;
import io.fizzle.comparison.Run;
import io.fizzle.comparison.Setting;
import io.fizzle.comparison.StageDifference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for programs: {@code fizzle.comparison/1}; its JSON Schema ships with the program as
 * {@link #SCHEMA_RESOURCE}.
 */
public final class ComparisonJson {
  public static final String SCHEMA = "fizzle.comparison/1";

  /** The schema of the output, next to this class. */
  public static final String SCHEMA_RESOURCE = "fizzle.comparison-1.schema.json";

  /** The whole comparison as indented JSON, ending with a line feed. */
  public String render(Comparison comparison) {
    JsonSheet json = new JsonSheet();
    json.object(
        () -> {
          json.text("schema", SCHEMA);
          json.text("judgement", comparison.judgement().id());
          json.text("summary", ComparisonWords.headline(comparison));
          json.share("tolerance", comparison.tolerance());
          json.object("before", () -> run(json, comparison.before()));
          json.object("after", () -> run(json, comparison.after()));
          json.object(
              "sameness",
              () -> {
                Boolean sameName = comparison.sameness().sameName();
                if (sameName == null) {
                  json.nothing("sameName");
                } else {
                  json.flag("sameName", sameName);
                }
                json.share("sharedWork", comparison.sameness().shared());
                json.flag("different", comparison.sameness().isDifferent());
                json.text("doubt", comparison.sameness().doubt());
              });
          explanations(json, comparison);
          json.array("settings", comparison.settings(), one -> setting(json, one));
          json.array("measures", comparison.measures(), one -> measure(json, one));
          json.array("stages", comparison.stages(), one -> stage(json, one));
          json.array(
              "operators",
              comparison.operators(),
              one ->
                  json.object(
                      () ->
                          json.text("operator", one.operator())
                              .number("before", (long) one.before())
                              .number("after", (long) one.after())));
        });
    return json.finish();
  }

  private static void explanations(JsonSheet json, Comparison comparison) {
    json.array("explanations", comparison.explanations(), one -> explanation(json, one));
    json.array(
        "parts",
        Arrays.stream(Reason.values()).filter(comparison.reasons()::containsKey).toList(),
        reason ->
            json.object(
                () ->
                    json.text("reason", reason.id())
                        .number("millis", comparison.reasons().getOrDefault(reason, 0L).longValue())
                        .text("what", reason.title())));
    json.number("unexplainedMillis", comparison.unexplainedMillis());
  }

  private static void run(JsonSheet json, Run run) {
    Application application = run.application();
    json.text("id", application.identity().id())
        .text("name", application.identity().name())
        .text("sparkVersion", application.identity().sparkVersion())
        .text("javaVersion", application.identity().javaVersion())
        .text("outcome", application.outcome().id())
        .text("cause", run.diagnosis().verdict().cause())
        .share("confidence", run.diagnosis().verdict().confidence())
        .number("millis", run.length().map(Duration::toMillis).orElse(-1L).longValue());
  }

  private static void explanation(JsonSheet json, Explanation one) {
    json.object(
        () ->
            json.text("what", one.what())
                .number("millis", one.millis())
                .text("says", one.says())
                .text("support", one.support().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .share("confidence", one.support().confidence())
                .array("changes", one.changes(), change -> setting(json, change))
                .array(
                    "evidence",
                    one.evidence(),
                    evidence -> JsonReport.evidence(json, evidence, "")));
  }

  private static void setting(JsonSheet json, Setting setting) {
    json.object(
        () ->
            json.text("key", setting.key())
                .text("before", setting.before())
                .text("after", setting.after())
                .flag("byDefault", setting.byDefault()));
  }

  private static void measure(JsonSheet json, Measure measure) {
    json.object(
        () ->
            json.text("name", measure.name())
                .text("unit", measure.unit().name().toLowerCase(Locale.ROOT))
                .share("before", measure.before())
                .share("after", measure.after()));
  }

  private static void stage(JsonSheet json, StageDifference one) {
    json.object(
        () -> {
          json.text("name", one.name());
          json.texts("operators", one.operators());
          json.text("state", one.state());
          json.number("millis", one.millis());
          side(json, "before", one.before());
          side(json, "after", one.after());
        });
  }

  private static void side(JsonSheet json, String name, StageDifference.@Nullable Side side) {
    if (side == null) {
      json.nothing(name);
      return;
    }
    json.object(
        name,
        () ->
            json.number("stages", (long) side.stages())
                .number("wallMillis", side.wallMillis())
                .number("tasks", side.tasks())
                .number("failedTasks", side.failedTasks())
                .number("taskMillis", side.taskMillis())
                .number("gcMillis", side.gcMillis())
                .number("bytes", side.bytes())
                .number("records", side.records())
                .number("diskSpilled", side.diskSpilled())
                .number("longestTaskMillis", side.longestTaskMillis())
                .share("skew", side.skew()));
  }
}
