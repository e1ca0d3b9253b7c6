package io.fizzle.signal;

import java.time.Instant;
import java.util.Arrays;

/** What the flight recorder measured of one process at one time; immutable. */
public final class VitalSigns {

  /** Stands for a value that could not be measured. */
  public static final long UNKNOWN = -1;

  private final Instant time;
  private final long[] values;

  private VitalSigns(Instant time, long[] values) {
    this.time = time;
    this.values = values;
  }

  /**
   * Vitals in the order of {@link Vital}.
   *
   * @param values may be shorter or longer than this version knows; what is missing is unknown,
   *     what is too much is left out
   */
  public static VitalSigns of(Instant time, long[] values) {
    long[] known = Arrays.copyOf(values, Vital.values().length);
    if (values.length < known.length) {
      Arrays.fill(known, values.length, known.length, UNKNOWN);
    }
    return new VitalSigns(time, known);
  }

  public Instant time() {
    return time;
  }

  /** The value in the vital's unit, {@link #UNKNOWN} where it could not be measured. */
  public long get(Vital vital) {
    return values[vital.ordinal()];
  }

  public boolean knows(Vital vital) {
    return get(vital) >= 0;
  }

  /** The value, or 0 where it could not be measured. */
  public long orZero(Vital vital) {
    return Math.max(0, get(vital));
  }

  /** All values in the order of {@link Vital}. */
  public long[] toArray() {
    return values.clone();
  }

  /** The resident memory of the process and of all that it started; unknown where its own is. */
  public long residentTree() {
    return knows(Vital.RESIDENT_JVM)
        ? get(Vital.RESIDENT_JVM) + orZero(Vital.RESIDENT_CHILDREN)
        : UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VitalSigns that
        && time.equals(that.time)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * time.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("VitalSigns[").append(time);
    for (Vital vital : Vital.values()) {
      if (knows(vital)) {
        text.append(' ').append(vital.label()).append('=').append(get(vital));
      }
    }
    return text.append(']').toString();
  }
}
