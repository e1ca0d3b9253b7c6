package io.fizzle.cli;

import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.report.Form;
import io.fizzle.history.settings.Sizes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** From options to what a history is asked for. */
final class Filters {
  private Filters() {}

  static Filter of(FilterOptions options, CommandSpec spec) {
    if (!options.cause().equals(Causes.HEALTHY)) {
      Answers.checkCause(options.cause(), spec);
    }
    if (!options.outcome().isBlank()
        && Arrays.stream(Outcome.values()).noneMatch(one -> one.id().equals(options.outcome()))) {
      throw new ParameterException(
          spec.commandLine(),
          "--outcome: write succeeded, failed or unknown, not " + Foreign.shown(options.outcome()));
    }
    Filter filter =
        Filter.ALL.with(Field.CAUSE, options.cause()).with(Field.OUTCOME, options.outcome());
    for (Map.Entry<Field, List<String>> one : fields(options.selection()).entrySet()) {
      filter = filter.with(one.getKey(), one.getValue());
    }
    if (!options.since().isBlank()) {
      filter = filter.since(time("--since", options.since(), spec));
    }
    return options.until().isBlank()
        ? filter
        : filter.before(time("--until", options.until(), spec));
  }

  /** What was selected; a field without a value asks for nothing. */
  static Map<Field, List<String>> fields(SelectionOptions options) {
    Map<Field, List<String>> fields = new EnumMap<>(Field.class);
    fields.put(Field.PROJECT, options.projects());
    fields.put(Field.CLUSTER, values(options.cluster()));
    fields.put(Field.TEAM, values(options.team()));
    fields.put(Field.APPLICATION, values(options.application()));
    fields.put(Field.IMAGE, values(options.image()));
    fields.put(Field.NODE, values(options.node()));
    fields.put(Field.SPARK_VERSION, values(options.spark()));
    return fields;
  }

  /** One value, or none where it is blank. */
  static List<String> values(String one) {
    return one.isBlank() ? List.of() : List.of(one.strip());
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
