/** Reads what the flight recorder inside a Spark process left behind. */
@NullMarked
package io.fizzle.read.vitals;

import org.jspecify.annotations.NullMarked;
