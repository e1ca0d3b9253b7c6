/** Histories on their way from one place to another: JSON lines, and copies of files. */
@NullMarked
package io.fizzle.history.exchange;

import org.jspecify.annotations.NullMarked;
