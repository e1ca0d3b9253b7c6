package io.fizzle.cli;

import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.report.Form;
import io.fizzle.history.settings.Sizes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** From options to what a history is asked for. */
final class Filters {
  private Filters() {}

  static Filter of(FilterOptions options, CommandSpec spec) {
    Filter filter =
        Filter.ALL
            .with(Field.PROJECT, options.projects())
            .with(Field.CLUSTER, options.cluster())
            .with(Field.APPLICATION, options.application())
            .with(Field.CAUSE, options.cause())
            .with(Field.OUTCOME, options.outcome())
            .with(Field.NODE, options.node())
            .with(Field.IMAGE, options.image());
    if (!options.since().isBlank()) {
      filter = filter.since(time("--since", options.since(), spec));
    }
    return options.until().isBlank()
        ? filter
        : filter.before(time("--until", options.until(), spec));
  }

  /** A day or a time in UTC, or so many days ago. */
  static Instant time(String option, String written, CommandSpec spec) {
    return Optional.of(Sizes.days(written))
        .filter(OptionalLong::isPresent)
        .map(days -> Instant.now().minus(Duration.ofDays(days.getAsLong())))
        .orElseGet(() -> date(option, written, spec));
  }

  private static Instant date(String option, String written, CommandSpec spec) {
    try {
      return written.contains("T")
          ? Instant.parse(written)
          : LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          option
              + ": not understood: "
              + written
              + ". Write 7d, 2026-11-27 or 2026-11-27T08:00:00Z");
    }
  }

  static Form form(String written, CommandSpec spec) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "text" -> Form.TEXT;
      case "json" -> Form.JSON;
      case "markdown" -> Form.MARKDOWN;
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "--format: no such format: " + written + ". Known formats: text, json, markdown");
    };
  }
}
