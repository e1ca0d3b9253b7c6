package io.fizzle.cause;

import io.fizzle.evidence.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one cause makes of one incident.
 *
 * @param arguments evidence for and against, in the order found
 * @param missing what would settle it
 */
public record Weighing(List<Argument> arguments, List<MissingEvidence> missing) {

  /** The cause has nothing to say about this incident. */
  public static final Weighing NOTHING = new Weighing(List.of(), List.of());

  public Weighing {
    arguments = List.copyOf(arguments);
    missing = List.copyOf(missing);
  }

  /** True where at least one argument speaks for the cause. */
  public boolean isSupported() {
    return arguments.stream().anyMatch(Argument::supports);
  }

  /** Collects arguments; not thread-safe. */
  public static final class Scale {
    private final List<Argument> arguments = new ArrayList<>();
    private final Set<MissingEvidence> missing = new LinkedHashSet<>();
    private final boolean doubting;

    public Scale() {
      this(false);
    }

    /**
     * A scale for an incident that may not be one.
     *
     * @param doubting true where all support counts one step less
     */
    Scale(boolean doubting) {
      this.doubting = doubting;
    }

    public Scale supports(Strength strength, Evidence evidence, String says) {
      Strength counted = doubting ? strength.weaker() : strength;
      arguments.add(new Argument(counted, true, evidence, says));
      return this;
    }

    public Scale opposes(Strength strength, Evidence evidence, String says) {
      arguments.add(new Argument(strength, false, evidence, says));
      return this;
    }

    public Scale missing(MissingEvidence evidence) {
      missing.add(evidence);
      return this;
    }

    public Weighing weigh() {
      return arguments.isEmpty() && missing.isEmpty()
          ? NOTHING
          : new Weighing(arguments, List.copyOf(missing));
    }
  }
}
