package io.fizzle.history.asking;

import io.fizzle.history.Filter.Field;
import java.util.List;

/** What can be asked. The words of an intent are stems: {@code fail} is in {@code failures}. */
public enum Intent {
  WHY(
      "Why did invoices fail?",
      List.of(
          "why did",
          "why does",
          "why is",
          "why was",
          "why has",
          "what broke",
          "what killed",
          "what happened",
          "what went wrong",
          "the reason")),
  SIMILAR(
      "What is similar to the last failure of invoices?",
      List.of(
          "similar",
          "happened before",
          "seen before",
          "seen this before",
          "like the last failure",
          "same as the last failure")),
  EXIT_STATUS("What does exit code 137 mean?", List.of()),
  REMEDIES(
      "How do I fix OOMKilled failures?",
      List.of(
          "fix",
          "solve",
          "remed",
          "resolve",
          "repair",
          "help against",
          "get rid",
          "avoid",
          "prevent",
          "what to do about",
          "what helps",
          "what worked")),
  NODES("Which nodes are hot?", List.of("node", "host", "machine", "worker node")),
  APPLICATIONS(
      "Which applications fail most?",
      List.of(
          "worst app",
          "worst job",
          "which app",
          "which job",
          "what app",
          "what job",
          "apps fail",
          "applications fail",
          "jobs fail",
          "top app",
          "top job",
          "worst application")),
  RISK(
      "How likely is it that invoices fails?",
      List.of(
          "how likely",
          "likelihood",
          "how probable",
          "probability",
          "risk",
          "chance",
          "odds",
          "going to fail",
          "fail next",
          "fail tonight",
          "fail again",
          "how safe",
          "safe to run")),
  NEW(
      "What is new since yesterday?",
      List.of(
          "new since",
          "what is new",
          "what's new",
          "whats new",
          "new failure",
          "new error",
          "what changed",
          "got worse",
          "got better",
          "never seen")),
  STATISTICS(
      "Show me failure statistics for the last 30 days",
      List.of(
          "statistic",
          "stats",
          "how many",
          "top cause",
          "which cause",
          "how often",
          "failure rate",
          "figures",
          "numbers",
          "cost",
          "money",
          "time to resol",
          "lost core")),
  ANALYSIS(
      "Analyze failures in project ml-team",
      List.of(
          "analy",
          "pattern",
          "trend",
          "why do",
          "why are",
          "what is wrong",
          "what's wrong",
          "what failed",
          "what fails",
          "overview",
          "summar",
          "spike",
          "bad image",
          "bad hour",
          "since when",
          "when did",
          "image",
          "hour",
          "common"));

  private final String example;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of, which nobody can change
  private final List<String> words;

  Intent(String example, List<String> words) {
    this.example = example;
    this.words = words;
  }

  /** A question of this kind. */
  public String example() {
    return example;
  }

  /** True where its answer is about a stretch of time. */
  boolean usesTime() {
    return switch (this) {
      case REMEDIES, RISK, SIMILAR -> false;
      default -> true;
    };
  }

  /** True where its answer can be of one value of this field. */
  boolean usesField(Field field) {
    return switch (this) {
      case REMEDIES -> field == Field.CAUSE || field == Field.APPLICATION;
      case RISK, WHY, SIMILAR -> field == Field.PROJECT || field == Field.APPLICATION;
      case EXIT_STATUS -> field != Field.CAUSE;
      default -> true;
    };
  }

  /** Words that announce it. */
  List<String> words() {
    return words;
  }

  /** How much of a question in small letters points here: letters of the words found. */
  int weight(String question) {
    return words.stream().filter(question::contains).mapToInt(String::length).sum();
  }
}
