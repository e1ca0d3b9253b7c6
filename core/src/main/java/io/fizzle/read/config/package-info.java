/** Reads Spark's configuration as users write it: properties files and submit commands. */
@NullMarked
package io.fizzle.read.config;

import org.jspecify.annotations.NullMarked;
