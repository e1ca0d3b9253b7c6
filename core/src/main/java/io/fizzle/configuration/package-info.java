/** Checks a configuration before it is run: what Spark and the JVM will refuse, ignore or bend. */
@NullMarked
package io.fizzle.configuration;

import org.jspecify.annotations.NullMarked;
