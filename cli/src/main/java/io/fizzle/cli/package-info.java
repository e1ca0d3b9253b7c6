/** The {@code fizzle} command. */
@NullMarked
package io.fizzle.cli;

import org.jspecify.annotations.NullMarked;
