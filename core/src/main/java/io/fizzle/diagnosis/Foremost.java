package io.fizzle.diagnosis;

import io.fizzle.application.Application.Identity;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Causes;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders diagnoses by which a person wants to read first: failures that are explained before
 * failures that are not, both before runs that only may have failed, then what recovered, then what
 * nothing is known of, healthy ones last; the more certain and the later first.
 *
 * <p>Of one application's attempts only the last counts: its result is the application's.
 */
public final class Foremost implements Comparator<Diagnosis> {
  private final Comparator<Diagnosis> order =
      Comparator.comparingInt(Foremost::rank)
          .thenComparing(
              Comparator.comparingDouble((Diagnosis one) -> one.verdict().confidence()).reversed())
          .thenComparing(
              one -> one.application().start(),
              Comparator.nullsLast(Comparator.<Instant>reverseOrder()));

  @Override
  public int compare(Diagnosis one, Diagnosis other) {
    return order.compare(one, other);
  }

  /** The diagnosis to tell in full. */
  public static Diagnosis of(List<Diagnosis> all) {
    Map<String, Integer> last = new HashMap<>();
    for (Diagnosis one : all) {
      Identity identity = one.application().identity();
      if (identity.id() != null) {
        last.merge(identity.id(), identity.attempt(), Math::max);
      }
    }
    return all.stream()
        .filter(one -> isLast(one.application().identity(), last))
        .min(new Foremost())
        .orElseThrow();
  }

  private static boolean isLast(Identity identity, Map<String, Integer> last) {
    return identity.attempt() >= last.getOrDefault(String.valueOf(identity.id()), 0);
  }

  /** True where both are attempts of one application, the first an earlier one. */
  public static boolean isAttemptBefore(Diagnosis one, Diagnosis other) {
    String id = one.application().identity().id();
    return id != null
        && id.equals(other.application().identity().id())
        && one.application().identity().attempt() < other.application().identity().attempt();
  }

  private static int rank(Diagnosis diagnosis) {
    String cause = diagnosis.verdict().cause();
    boolean failed = diagnosis.application().outcome() == Outcome.FAILED;
    if (cause.equals(Causes.UNDETERMINED)) {
      return failed ? 1 : diagnosis.incidents().isEmpty() ? 6 : 3;
    }
    if (cause.equals(Causes.HEALTHY)) {
      return diagnosis.incidents().isEmpty() ? 7 : 5;
    }
    boolean benign = Causes.byId(cause).filter(io.fizzle.cause.Cause::isBenign).isPresent();
    return benign ? 4 : failed ? 0 : 2;
  }
}
