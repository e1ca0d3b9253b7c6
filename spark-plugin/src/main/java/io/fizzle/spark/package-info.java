/**
 * Fizzle inside Spark: what a Spark process loads.
 *
 * <p>Rules of this module: nothing here may harm the application that it watches, so everything
 * that Spark calls runs inside a {@link io.fizzle.spark.Guard}; and of Scala's library only what is
 * equal in 2.12 and 2.13 is linked, so that one jar runs on every Spark.
 */
@NullMarked
package io.fizzle.spark;

import org.jspecify.annotations.NullMarked;
