/** Text logs of Spark: one pass over bytes, lines looked at only where a telling literal stands. */
@NullMarked
package io.fizzle.read.log;

import org.jspecify.annotations.NullMarked;
