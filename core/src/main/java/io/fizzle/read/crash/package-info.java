/** Reads a JVM's own crash report, {@code hs_err_pid*.log}. */
@NullMarked
package io.fizzle.read.crash;

import org.jspecify.annotations.NullMarked;
