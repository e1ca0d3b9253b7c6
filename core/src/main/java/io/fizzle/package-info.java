/** Fizzle's front door for programs: give it paths, get a diagnosis. */
@NullMarked
package io.fizzle;

import org.jspecify.annotations.NullMarked;
