package io.fizzle.remedy;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One way out: an exact change, with its reason, its price and what it should do. */
public sealed interface Remedy {

  /** What to do, in one line. */
  String title();

  /** Why this helps against the cause at hand. */
  String why();

  Risk risk();

  /** What the next run should show where the remedy works. */
  String expectation();

  /**
   * Configuration keys to set together, in one go: each change of a running SparkApplication
   * restarts it.
   *
   * @param changes at least one; the first is the one that matters, the others keep it consistent
   * @param arithmetic how the values were found, with units; empty where there was nothing to
   *     compute
   */
  record ConfigurationChange(
      List<Change> changes, String arithmetic, String why, Risk risk, String expectation)
      implements Remedy {

    public ConfigurationChange {
      changes = List.copyOf(changes);
      if (changes.isEmpty()) {
        throw new IllegalArgumentException("a configuration change changes something");
      }
      if (changes.stream().map(Change::key).distinct().count() != changes.size()) {
        throw new IllegalArgumentException("a key changes once: " + changes);
      }
      requireText(why, expectation);
    }

    public ConfigurationChange(
        Change change, String arithmetic, String why, Risk risk, String expectation) {
      this(List.of(change), arithmetic, why, risk, expectation);
    }

    @Override
    public String title() {
      return changes.stream().map(Change::text).collect(Collectors.joining("; "));
    }

    /** The key that matters. */
    public String key() {
      return changes.get(0).key();
    }

    /** Its old value; null where none was set. */
    public @Nullable String from() {
      return changes.get(0).from();
    }

    /** Its new value; empty where the setting should be taken out. */
    public String to() {
      return changes.get(0).to();
    }
  }

  /**
   * A change of the application's code or query.
   *
   * @param example the change in code, empty where there is no general form
   */
  record CodeChange(String title, String example, String why, Risk risk, String expectation)
      implements Remedy {
    public CodeChange {
      requireText(title, why, expectation);
    }
  }

  /**
   * Something to be done outside of the application: on a node, in the cluster manager, with an
   * image.
   *
   * @param command a command that does it or shows where to do it; null where there is none
   */
  record OperatorAction(
      String title, @Nullable String command, String why, Risk risk, String expectation)
      implements Remedy {
    public OperatorAction {
      requireText(title, why, expectation);
    }
  }

  private static void requireText(String... texts) {
    for (String text : texts) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a remedy says what, why and what to expect");
      }
    }
  }
}
