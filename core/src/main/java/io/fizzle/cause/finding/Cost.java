package io.fizzle.cause.finding;

/**
 * What a finding costs, as far as it was measured.
 *
 * @param coreSeconds cores times seconds, -1 where not measured
 * @param bytes -1 where no bytes are in question
 * @param share of the core time that the run held, 0 to 1; -1 where not measured
 * @param arithmetic how the figures were found, with units
 */
public record Cost(double coreSeconds, long bytes, double share, String arithmetic) {

  /** Only bytes were measured. */
  static Cost ofBytes(long bytes, String arithmetic) {
    return new Cost(-1, bytes, -1, arithmetic);
  }
}
