package io.fizzle.application;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of one executor or of the driver, as all sources together tell it.
 *
 * @param owner who it is
 * @param facts everything said about it
 * @param gc its GC log, where there is one
 */
public record ProcessLife(Owner owner, Facts facts, Optional<GcProfile> gc) {

  /** When it registered with the driver. */
  public Optional<Instant> added() {
    return facts.first(ExecutorSignal.Added.class).map(added -> added.evidence().time());
  }

  public Optional<String> host() {
    Optional<String> registered =
        facts.all(ExecutorSignal.Added.class).stream()
            .flatMap(added -> Optional.ofNullable(added.host()).stream())
            .findFirst();
    return registered.or(
        () ->
            facts.all(ExecutorSignal.Removed.class).stream()
                .flatMap(removed -> Optional.ofNullable(removed.host()).stream())
                .findFirst());
  }

  /** True where the process's own log was read. */
  public boolean hasOwnLog() {
    return facts.has(JvmSignal.LogEnded.class);
  }
}
