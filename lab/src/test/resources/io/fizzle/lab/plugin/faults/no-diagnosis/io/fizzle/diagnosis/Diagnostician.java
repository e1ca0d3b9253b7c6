package io.fizzle.diagnosis;

/** As a class path with another version of Fizzle would have it: no method is there. */
public final class Diagnostician {
  private Diagnostician(int other) {}
}
