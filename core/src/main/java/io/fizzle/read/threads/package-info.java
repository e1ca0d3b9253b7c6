/** Thread dumps of a JVM: as text in a log or a file of their own, and as JSON. */
@NullMarked
package io.fizzle.read.threads;

import org.jspecify.annotations.NullMarked;
