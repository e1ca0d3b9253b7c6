package io.fizzle.history.risk;

/**
 * A run that ended, as far as risk goes.
 *
 * @param spark version up to the minor, {@code 4.1}; empty where not known
 * @param started milliseconds since 1970
 * @param ended likewise
 * @param cause of its verdict
 */
record PastRun(
    String project,
    String application,
    String spark,
    long started,
    long ended,
    boolean failed,
    String cause,
    Knobs knobs) {

  String key() {
    return project + '\n' + application;
  }

  /** {@code 4.1} of {@code 4.1.1-amzn-0}. */
  static String line(String version) {
    String[] parts = version.split("\\.", 3);
    return parts.length < 2 ? version : parts[0] + "." + parts[1];
  }
}
