/** Tests of what costs without failing. */
@NullMarked
package io.fizzle.cause.finding;

import org.jspecify.annotations.NullMarked;
