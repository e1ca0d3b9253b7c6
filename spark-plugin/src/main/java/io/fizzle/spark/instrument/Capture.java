package io.fizzle.spark.instrument;

/**
 * A captured value and what it adds to a closure.
 *
 * @param path from the closure to the value: {@code this.lookup}
 * @param type the class of the value, as Java names it; of a lambda where it is written
 * @param bytes what it adds to the serialised closure beyond what other captures already hold, ≥ 0
 * @param within how many captures enclose it: 0 for what the closure itself captures
 */
public record Capture(String path, String type, long bytes, int within) {
  /** From the line that {@code fizzle.py} makes: path, type and bytes, apart by tabs. */
  static Capture parse(String line) {
    String[] parts = line.split("\t", -1);
    return new Capture(parts[0], parts[1], Math.max(0, Long.parseLong(parts[2])), 0);
  }
}
