/**
 * The failure lab: runs real Spark, makes it fail in a known way, proves that it did, and records
 * what a user would have.
 *
 * <p>A {@link io.fizzle.lab.Scenario} says what to run and what must come of it, a {@link
 * io.fizzle.lab.SparkDistribution} brings Spark, a {@link io.fizzle.lab.Cluster} runs it, a {@link
 * io.fizzle.lab.Recording} keeps the evidence and the truth.
 */
@NullMarked
package io.fizzle.lab;

import org.jspecify.annotations.NullMarked;
