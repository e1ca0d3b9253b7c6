/** What did not fail but costs time or money. */
@NullMarked
package io.fizzle.cause.finding;

import org.jspecify.annotations.NullMarked;
