package io.fizzle.lab.metadata;

/**
 * What Spark takes as a value of a key.
 *
 * @param type size, time, int, long, double, bool, enum, list or text
 * @param unit of a size or time without suffix, {@code -} for other types
 * @param allowed the values of an enum, separated by commas, after {@code ~} where case does not
 *     count; the range of a number, for example {@code >=1}; {@code -} where nothing is checked or
 *     the check has no such form
 */
record ValueShape(String type, String unit, String allowed) {

  static final ValueShape UNKNOWN = new ValueShape("text", "-", "-");
}
