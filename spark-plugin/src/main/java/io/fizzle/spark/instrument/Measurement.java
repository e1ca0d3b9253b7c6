package io.fizzle.spark.instrument;

/** One thing that was measured, as {@link Fizzle#summary()} lists it. */
public sealed interface Measurement
    permits ClosureSize, BroadcastSize, Lineage, Checkpoint, OperationRun, SmallPartitions {
  /** The name that the caller gave to it. */
  String name();

  /** How loudly it is said. */
  Level level();

  /** One sentence for people, without the level. */
  String sentence();
}
