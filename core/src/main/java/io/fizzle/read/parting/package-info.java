/** Tells the applications and attempts apart that the sources of one input belong to. */
@NullMarked
package io.fizzle.read.parting;

import org.jspecify.annotations.NullMarked;
