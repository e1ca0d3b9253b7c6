package io.fizzle.lab.accuracy;

import io.fizzle.cause.finding.Finding;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.learning.Entry;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is said of event logs from public sources, most of which are of runs that nobody complained
 * about: each incident and each finding is listed, for a reader to judge.
 */
public final class HealthyLogs {
  private static final String ROLLING = "eventlog_v2_";
  private static final int LONGEST = 110;

  private final List<One> logs;

  /**
   * One log.
   *
   * @param name its path below the folder
   * @param outcome of the run
   * @param verdict the cause
   * @param troubles incidents that are not benign
   */
  public record One(
      String name, String outcome, String verdict, long troubles, List<Finding> findings) {
    public One {
      findings = List.copyOf(findings);
    }

    /** Findings of the greatest severity. */
    public List<Finding> grave() {
      return findings.stream().filter(one -> one.severity() == Severity.HIGH).toList();
    }
  }

  private HealthyLogs(List<One> logs) {
    this.logs = List.copyOf(logs);
  }

  /** Diagnoses each log below the folder; the files of a rolling one are one log. */
  public static HealthyLogs below(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean rolling = path.getFileName().toString().startsWith(ROLLING);
            if (rolling) {
              found.add(path);
            }
            return rolling ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            found.add(path);
            return FileVisitResult.CONTINUE;
          }
        });
    return new HealthyLogs(
        found.stream().sorted().map(log -> diagnosed(folder.relativize(log), log)).toList());
  }

  private static One diagnosed(Path name, Path log) {
    Diagnosis diagnosis = Entry.diagnose(List.of(log)).diagnosis();
    long troubles =
        diagnosis.incidents().stream()
            .filter(one -> one.top().filter(top -> top.cause().isBenign()).isEmpty())
            .count();
    return new One(
        name.toString().replace('\\', '/'),
        diagnosis.application().outcome().id(),
        diagnosis.verdict().cause(),
        troubles,
        diagnosis.findings());
  }

  public List<One> logs() {
    return logs;
  }

  /** Every log with what is said of it. */
  public void write(Sections page) {
    page.paragraph(
        String.format(
            Locale.ROOT,
            "%d event logs from public sources, test data of other programs for the most part. Of"
                + " %d nothing costs that is worth telling.",
            logs.size(),
            logs.stream().filter(one -> one.findings().isEmpty()).count()));
    StringBuilder table =
        new StringBuilder(
            """
            | log | outcome | verdict | incidents | finding | severity | what it costs |
            | --- | --- | --- | ---: | --- | --- | --- |
            """);
    for (One one : logs) {
      String head =
          "| "
              + one.name()
              + " | "
              + one.outcome()
              + " | "
              + one.verdict()
              + " | "
              + one.troubles()
              + " | ";
      if (one.findings().isEmpty()) {
        table.append(head).append("none | | |\n");
      }
      for (Finding finding : one.findings()) {
        table
            .append(head)
            .append(finding.cause())
            .append(" | ")
            .append(finding.severity().id())
            .append(" | ")
            .append(cell(finding.subject() + ": " + finding.impact()))
            .append(" |\n");
      }
    }
    page.paragraph(table.toString().stripTrailing());
  }

  private static String cell(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replace("|", "\\|").replace("<", "\\<");
  }
}
