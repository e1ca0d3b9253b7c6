package io.fizzle.cause;

/** The answer to the central question: was it GC, out of memory, both, or neither? */
public enum Answer {
  PURE_OOM("out of memory"),
  PURE_GC("GC"),
  MIXED("both: GC and out of memory"),
  CONTAINER_OOM("container memory limit"),
  NEITHER("neither");

  private final String label;

  Answer(String label) {
    this.label = label;
  }

  /** How a report says it. */
  public String label() {
    return label;
  }
}
