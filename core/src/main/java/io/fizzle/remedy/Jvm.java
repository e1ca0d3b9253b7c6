package io.fizzle.remedy;

import io.fizzle.evidence.Owner;

/** The two kinds of JVM that an application configures, with the keys of each. */
public enum Jvm {
  DRIVER("driver"),
  EXECUTOR("executor");

  private final String label;

  Jvm(String label) {
    this.label = label;
  }

  /** The driver's keys for the driver, the executors' for every other process. */
  public static Jvm of(Owner owner) {
    return owner.isDriver() ? DRIVER : EXECUTOR;
  }

  /** {@code driver} or {@code executor}. */
  public String label() {
    return label;
  }

  public String memoryKey() {
    return "spark." + label + ".memory";
  }

  public String overheadKey() {
    return "spark." + label + ".memoryOverhead";
  }

  public String overheadFactorKey() {
    return "spark." + label + ".memoryOverheadFactor";
  }

  public String minimumOverheadKey() {
    return "spark." + label + ".minMemoryOverhead";
  }

  public String javaOptionsKey() {
    return "spark." + label + ".extraJavaOptions";
  }

  public String defaultJavaOptionsKey() {
    return "spark." + label + ".defaultJavaOptions";
  }
}
