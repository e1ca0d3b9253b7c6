/** Turns bytes into signals: intake finds and opens sources, readers stream them. */
@NullMarked
package io.fizzle.read;

import org.jspecify.annotations.NullMarked;
