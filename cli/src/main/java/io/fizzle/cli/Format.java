package io.fizzle.cli;

import io.fizzle.comparison.Comparison;
import io.fizzle.report.Catalogue;
import io.fizzle.report.CatalogueJson;
import io.fizzle.report.CatalogueText;
import io.fizzle.report.ComparisonJson;
import io.fizzle.report.ComparisonMarkdown;
import io.fizzle.report.ComparisonText;
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
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
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

  private String render(Report report, Ink ink, boolean allBlindSpots) {
    return switch (this) {
      case TEXT -> text(ink, allBlindSpots).render(report);
      case JSON -> new JsonReport().render(report);
      case MARKDOWN -> new MarkdownReport().render(report);
      case HTML -> new HtmlReport().render(report);
      case SARIF -> new SarifReport().render(report);
      case JUNIT -> new JunitReport().render(report);
    };
  }

  private static TextReport text(Ink ink, boolean allBlindSpots) {
    TextReport text = new TextReport(WIDTH, ink);
    return allBlindSpots ? text.withAllBlindSpots() : text;
  }

  /** True where two runs can be set side by side in this form. */
  boolean compares() {
    return this == TEXT || this == JSON || this == MARKDOWN;
  }

  /** A comparison in this form, one of those that {@link #compares}. */
  String render(Comparison comparison, Ink ink) {
    return switch (this) {
      case TEXT -> new ComparisonText(WIDTH, ink).render(comparison);
      case JSON -> new ComparisonJson().render(comparison);
      case MARKDOWN -> new ComparisonMarkdown().render(comparison);
      case HTML, SARIF, JUNIT -> throw new IllegalArgumentException(id() + " tells of one run");
    };
  }

  /** Refuses a form in which the catalogue of causes cannot be written. */
  void requireCatalogue(CommandLine command) {
    if (this != TEXT && this != JSON && this != MARKDOWN) {
      throw new ParameterException(
          command, "--format: the catalogue is written as text, json or markdown");
    }
  }

  /** Every cause and finding in this form, one that {@link #requireCatalogue} accepts. */
  String causes(Ink ink) {
    return switch (this) {
      case TEXT -> new CatalogueText(WIDTH, ink).list();
      case JSON -> new CatalogueJson().list();
      case MARKDOWN -> Catalogue.index();
      case HTML, SARIF, JUNIT -> throw new IllegalArgumentException(id() + " tells of runs");
    };
  }

  /** The page of a cause in this form; empty where there is none of this id. */
  Optional<String> page(String cause, Ink ink) {
    return switch (this) {
      case TEXT -> new CatalogueText(WIDTH, ink).page(cause);
      case JSON -> new CatalogueJson().page(cause);
      case MARKDOWN -> Catalogue.page(cause);
      case HTML, SARIF, JUNIT -> throw new IllegalArgumentException(id() + " tells of runs");
    };
  }

  /** The report, and after it one of each other application where they are asked for. */
  String render(Report report, Ink ink, Extent extent) {
    String first = render(report, ink, extent.allBlindSpots());
    if (!extent.allApplications()
        || this != TEXT && this != MARKDOWN
        || report.others().isEmpty()) {
      return first;
    }
    StringBuilder whole = new StringBuilder(first);
    for (Report other : report.each().subList(1, report.all().size())) {
      whole.append('\n').append("-".repeat(WIDTH)).append("\n\n");
      whole.append(render(other, ink, extent.allBlindSpots()));
    }
    return whole.toString();
  }

  String id() {
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
