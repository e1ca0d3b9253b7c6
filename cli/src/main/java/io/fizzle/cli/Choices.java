package io.fizzle.cli;

import io.fizzle.application.Outcome;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Causes;
import io.fizzle.cause.finding.FindingRule;
import io.fizzle.cause.finding.Findings;
import io.fizzle.remedy.SparkVersion;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a shell offers to complete an argument with. None of them is a limit: what a command takes
 * it says itself.
 */
final class Choices {

  private Choices() {}

  /** Ids of the catalogue, verdicts included. */
  static final class Catalogued implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(
              Causes.all().stream().map(Cause::id),
              Findings.rules().stream().map(FindingRule::id),
              Stream.of(Causes.HEALTHY, Causes.UNDETERMINED))
          .flatMap(ids -> ids)
          .sorted()
          .iterator();
    }
  }

  /** Every form of a report. */
  static final class Reports implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Format.values()).map(Format::id).iterator();
    }
  }

  /** The forms that need no page of their own. */
  static final class Texts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("text", "json", "markdown").iterator();
    }
  }

  /** The forms of an answer of the history. */
  static final class Answered implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("text", "markdown", "html", "json").iterator();
    }
  }

  /** For people or for programs. */
  static final class Plain implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("text", "json").iterator();
    }
  }

  /** The lines of Spark whose configuration is known. */
  static final class Sparks implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SparkVersion.LINES.iterator();
    }
  }

  /** The Javas that run one of them for good. */
  static final class Javas implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("8", "11", "17", "21", "25").iterator();
    }
  }

  /** Cluster managers, as people call them. */
  static final class Masters implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("yarn", "k8s", "standalone", "local").iterator();
    }
  }

  /** How runs end. */
  static final class Outcomes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Outcome.values()).map(Outcome::id).iterator();
    }
  }

  /** What a pipeline may stop at, but for the causes. */
  static final class Conditions implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(
              "failed",
              "incident",
              "finding",
              "finding:low",
              "finding:medium",
              "finding:high",
              "undetermined",
              "never")
          .iterator();
    }
  }
}
