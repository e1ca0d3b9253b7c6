/** Ranks causes for every incident, ties incidents into chains, and says what is missing. */
@NullMarked
package io.fizzle.diagnosis;

import org.jspecify.annotations.NullMarked;
