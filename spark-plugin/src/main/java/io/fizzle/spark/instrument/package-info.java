/**
 * What a job may call to measure itself: the size of closures and broadcasts, the depth of
 * lineages, what an operation cost.
 *
 * <p>{@link io.fizzle.spark.instrument.Fizzle} is the way in. Nothing here throws into the job and
 * nothing runs a query that it was not asked to run. The records are what was measured; {@link
 * io.fizzle.spark.instrument.Thresholds} decides what is said of it.
 */
@NullMarked
package io.fizzle.spark.instrument;

import org.jspecify.annotations.NullMarked;
