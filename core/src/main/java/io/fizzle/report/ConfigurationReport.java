package io.fizzle.report;

import io.fizzle.configuration.Problem;
import io.fizzle.configuration.Severity;
import io.fizzle.remedy.SparkVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a configuration found.
 *
 * @param settings how many settings were checked
 * @param spark the version they were checked for
 * @param assumed true where nobody told the version and the newest was taken
 * @param takenAs the line whose keys were taken where the version is not known; null where it is
 * @param manager the cluster manager; null where not known
 * @param javaMajor of the executors; 0 where not known
 */
public record ConfigurationReport(
    List<Problem> problems,
    int settings,
    String spark,
    boolean assumed,
    @Nullable String takenAs,
    @Nullable String manager,
    int javaMajor) {
  /** What the JSON calls itself. */
  public static final String SCHEMA = "fizzle.configuration/1";

  public ConfigurationReport {
    problems = List.copyOf(problems);
  }

  private long count(Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).count();
  }

  /** For a terminal. */
  public String text(int width, Ink ink) {
    Paper paper = new Paper(width, ink);
    paper.paragraph("", checked());
    if (takenAs != null) {
      paper.paragraph("", unknown());
    }
    for (Problem problem : problems) {
      paper.line("");
      paper.line(
          new Paper.Span(tone(problem.severity()), problem.severity().id()),
          new Paper.Span("  "),
          new Paper.Span(Tone.STRONG, problem.key()),
          new Paper.Span(Tone.FAINT, "  " + place(problem)));
      paper.paragraph("  ", problem.says());
      paper.paragraph("  then: ", problem.spark());
      if (!problem.fix().isEmpty()) {
        paper.paragraph("  fix:  ", problem.fix());
      }
    }
    paper.line("");
    paper.line(sum());
    return paper.toString();
  }

  private String checked() {
    return settings
        + (settings == 1 ? " setting" : " settings")
        + " checked for Spark "
        + spark
        + (assumed ? " (the newest known; --spark names another)" : "")
        + (manager == null ? "" : " on " + manager)
        + (javaMajor == 0 ? "" : ", Java " + javaMajor);
  }

  private String unknown() {
    return "Spark "
        + spark
        + " is not known, so this is what Spark "
        + takenAs
        + " does. Known are "
        + String.join(", ", SparkVersion.LINES);
  }

  private String sum() {
    return problems.isEmpty()
        ? "Nothing wrong found."
        : counted(Severity.ERROR, "error")
            + ", "
            + counted(Severity.WARNING, "warning")
            + ", "
            + counted(Severity.NOTE, "note");
  }

  private String counted(Severity severity, String name) {
    long count = count(severity);
    return count + " " + name + (count == 1 ? "" : "s");
  }

  private static String place(Problem problem) {
    long line = problem.evidence().line();
    return problem.evidence().source().name() + (line > 0 ? ":" + line : "");
  }

  private static Tone tone(Severity severity) {
    return switch (severity) {
      case ERROR -> Tone.BAD;
      case WARNING -> Tone.DOUBTFUL;
      case NOTE -> Tone.FAINT;
    };
  }

  /** For programs. */
  public String json() {
    JsonSheet json = new JsonSheet();
    json.object(
        () -> {
          json.text("schema", SCHEMA)
              .text("spark", spark)
              .flag("sparkAssumed", assumed)
              .text("sparkTakenAs", takenAs)
              .text("manager", manager)
              .number("java", javaMajor)
              .number("settings", settings)
              .number("errors", count(Severity.ERROR))
              .number("warnings", count(Severity.WARNING))
              .number("notes", count(Severity.NOTE));
          json.array(
              "problems",
              problems,
              problem ->
                  json.object(
                      () ->
                          json.text("severity", problem.severity().id())
                              .text("key", problem.key())
                              .text("source", problem.evidence().source().name())
                              .number("line", problem.evidence().line())
                              .text("says", problem.says())
                              .text("then", problem.spark())
                              .text("fix", problem.fix())));
        });
    return json.finish();
  }
}
