/** Reads out of Spark's own jars which configuration keys a release has. */
@NullMarked
package io.fizzle.lab.metadata;

import org.jspecify.annotations.NullMarked;
