package io.fizzle.report;

import io.fizzle.cause.Argument;
import io.fizzle.diagnosis.Explained;
import io.fizzle.evidence.Evidence;
import io.fizzle.report.Sequence.Role;
import io.fizzle.report.Sequence.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for the steps of a chain: {@code 08:49:09 +10 s → Stage 0 and its job failed}. */
final class ChainText {
  private final Names names;
  private final double threshold;

  ChainText(Story story) {
    this.names = story.names();
    this.threshold = story.threshold();
  }

  /** What happened in this step, and why where that is not the step above it. */
  String what(Step step) {
    Occurrence occurrence = step.occurrence();
    String until = occurrence.until().map(time -> " (until " + Wording.time(time) + ")").orElse("");
    String text = occurrence.what() + until;
    return switch (step.role()) {
      case ROOT -> text + ": " + Wording.cause(occurrence.first(), threshold);
      case SAME_CAUSE -> "= " + text + ", of the same cause";
      case CONSEQUENCE -> "→ " + text;
    };
  }

  /** Time and delay, as wide in every line. */
  static String when(Step step) {
    String time = Wording.time(step.occurrence().at());
    String delay = step.role() == Role.ROOT ? "" : Wording.delay(step.delay());
    return String.format("%-8s  %7s  ", time, delay);
  }

  /** Where a step that stands for itself can be looked up. */
  String place(Step step) {
    Explained first = step.occurrence().first();
    Evidence evidence =
        first
            .topFrom(threshold)
            .flatMap(top -> top.support().stream().findFirst())
            .map(Argument::evidence)
            .orElseGet(() -> first.incident().evidence().get(0));
    return names.place(evidence);
  }

  /** True where all of a chain was meant to happen. */
  boolean isBenign(List<Step> chain) {
    return chain.get(0).occurrence().first().topFrom(threshold).stream()
        .anyMatch(top -> top.cause().isBenign());
  }

  /** What one chain of benign ends comes to, on one line. */
  Optional<String> benign(List<List<Step>> chains) {
    String text =
        chains.stream()
            .filter(this::isBenign)
            .map(chain -> chain.get(0))
            .map(step -> what(step))
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
