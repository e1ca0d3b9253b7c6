package io.fizzle.read.vitals;

/** As a class path with another version of Fizzle would have it: no method is there. */
public final class VitalsRing {
  private VitalsRing() {}
}
