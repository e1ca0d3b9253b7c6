/**
 * Reads GC logs: the unified logging of JDK 9 and later and the legacy format of JDK 8 and earlier,
 * alone or mixed into a process's output.
 */
@NullMarked
package io.fizzle.read.gc;

import org.jspecify.annotations.NullMarked;
