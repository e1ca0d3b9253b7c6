package io.fizzle.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an answer is written. */
final class AnswerOptions {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      completionCandidates = Choices.Answered.class,
      description = "text, markdown, html or json (default: text)")
  private String format = "text";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write to this file instead of standard output")
  private @Nullable Path output;

  String format() {
    return format;
  }

  @Nullable Path output() {
    return output;
  }
}
