/** Processes that fell silent or were ended, and what made them. */
@NullMarked
package io.fizzle.cause.liveness;

import org.jspecify.annotations.NullMarked;
