/** Reads the kernel's log: which processes its oom-killer ended, and for whose limit. */
@NullMarked
package io.fizzle.read.kernel;

import org.jspecify.annotations.NullMarked;
