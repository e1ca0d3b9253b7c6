package io.fizzle.cli;

import io.fizzle.report.HtmlReport;
import io.fizzle.report.Ink;
import io.fizzle.report.JsonReport;
import io.fizzle.report.JunitReport;
import io.fizzle.report.MarkdownReport;
import io.fizzle.report.Report;
import io.fizzle.report.SarifReport;
import io.fizzle.report.TextReport;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a report is written as. */
enum Format {
  TEXT,
  JSON,
  MARKDOWN,
  HTML,
  SARIF,
  JUNIT;

  /** The width that a terminal has wherever nobody says otherwise. */
  static final int WIDTH = 80;

  String render(Report report, Ink ink) {
    return switch (this) {
      case TEXT -> new TextReport(WIDTH, ink).render(report);
      case JSON -> new JsonReport().render(report);
      case MARKDOWN -> new MarkdownReport().render(report);
      case HTML -> new HtmlReport().render(report);
      case SARIF -> new SarifReport().render(report);
      case JUNIT -> new JunitReport().render(report);
    };
  }

  /** The report, and after it one of each other application where they are asked for. */
  String render(Report report, Ink ink, boolean all) {
    if (!all || this != TEXT && this != MARKDOWN || report.others().isEmpty()) {
      return render(report, ink);
    }
    StringBuilder whole = new StringBuilder(render(report, ink));
    for (Report other : report.each().subList(1, report.all().size())) {
      whole.append('\n').append("-".repeat(WIDTH)).append("\n\n").append(render(other, ink));
    }
    return whole.toString();
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a format's name in any case. */
  static final class Converter implements ITypeConverter<Format> {
    @Override
    public Format convert(String name) {
      return Arrays.stream(values())
          .filter(format -> format.id().equals(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException(unknown(name)));
    }

    private static String unknown(String name) {
      String known = Arrays.stream(values()).map(Format::id).collect(Collectors.joining(", "));
      return "no such format: " + name + ". Known formats: " + known;
    }
  }
}
