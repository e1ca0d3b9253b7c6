/** Reads what a container's cgroup keeps of its memory. */
@NullMarked
package io.fizzle.read.container;

import org.jspecify.annotations.NullMarked;
