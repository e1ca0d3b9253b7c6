package io.fizzle.read;

import io.fizzle.evidence.Owner;
import java.util.List;
import java.util.Map;

/**
 * The door: takes what the user named, files, folders, archives and addresses in any mix, and gives
 * what can be read.
 *
 * <p>Content decides what a source is. Compressed files are expanded, archives are looked into, the
 * files of a rolling event log become one source. Nothing thrown by a file reaches the caller: what
 * cannot be read is a {@link Problem}, what is of no use an {@link Input} with a note, and the rest
 * is read.
 */
public final class Intake {
  private final Limits limits;
  private final Map<String, Owner> owners;

  /**
   * @param owners who wrote a file, folder, archive or archive member, as the user says; they need
   *     not be named again among the places
   */
  public Intake(Limits limits, Map<String, Owner> owners) {
    this.limits = limits;
    this.owners = Map.copyOf(owners);
  }

  /** Intake with the default limits, for users who say nothing of owners. */
  public static Intake standard() {
    return new Intake(Limits.DEFAULT, Map.of());
  }

  /**
   * Looks into every place, in the order given.
   *
   * @param places paths, or {@code http} and {@code https} addresses of files
   */
  public Collected collect(List<String> places) {
    Collector collector = new Collector(limits, new OwnerOverrides(owners));
    places.forEach(collector::take);
    return collector.collected();
  }
}
