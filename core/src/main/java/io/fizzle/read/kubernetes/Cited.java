package io.fizzle.read.kubernetes;

/**
 * Where something stands in a source.
 *
 * @param line counted from 1
 * @param excerpt the line itself, or path and value of an object's member
 */
record Cited(long line, String excerpt) {
  static final Cited NOWHERE = new Cited(0, "");
}
