package io.fizzle.cases;

import io.fizzle.cause.Causes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a case's {@code expected.json} asks of its diagnosis.
 *
 * @param outcome {@code succeeded}, {@code failed} or {@code unknown}
 * @param verdict accepted ids
 * @param incident accepted ids for the top cause of the main incident, {@code none} where no cause
 *     has anything to say; empty: there is no incident but benign ones
 * @param finding ids of which at least one must be named; empty: none needs to be
 * @param atLeast least confidence of the main incident's top cause, 0 where not asked for
 * @param atMost greatest confidence of it, 1 where not asked for
 * @param notAbove other causes of the main incident with the greatest confidence that they may have
 * @param missing words, each of which must occur in what the main incident names as missing
 * @param remedy words, each of which must occur in what the main incident's remedies say to do
 * @param notRemedy words, none of which may occur there
 */
public record Expectation(
    String outcome,
    Set<String> verdict,
    Set<String> incident,
    Set<String> finding,
    double atLeast,
    double atMost,
    Map<String, Double> notAbove,
    Set<String> missing,
    Set<String> remedy,
    Set<String> notRemedy) {
  private static final Set<String> MEMBERS =
      Set.of(
          "outcome",
          "verdict",
          "incident",
          "finding",
          "atLeast",
          "atMost",
          "notAbove",
          "missing",
          "remedy",
          "notRemedy");

  /** Reads {@code expected.json}; a member that nobody knows is a mistake in it. */
  public static Expectation read(Path file) {
    JsonTree json = JsonTree.read(file);
    if (!MEMBERS.containsAll(json.names())) {
      throw new IllegalArgumentException(file + " has unknown members: " + json.names());
    }
    return new Expectation(
        json.text("outcome"),
        json.texts("verdict"),
        json.texts("incident"),
        json.texts("finding"),
        json.number("atLeast", 0),
        json.number("atMost", 1),
        json.numbers("notAbove"),
        json.texts("missing"),
        json.texts("remedy"),
        json.texts("notRemedy"));
  }

  /** Every cause that it accepts, anywhere. */
  public Set<String> accepted() {
    Set<String> accepted = new TreeSet<>(verdict);
    accepted.addAll(incident);
    return accepted;
  }

  /** The one name that stands for it in tables. */
  public String label() {
    return verdict.contains(Causes.HEALTHY) && !incident.isEmpty()
        ? String.join(" or ", incident) + " (recovered)"
        : String.join(" or ", verdict);
  }
}
