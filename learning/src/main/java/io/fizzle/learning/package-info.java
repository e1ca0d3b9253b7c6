/**
 * Labelled cases, what is said of them, and the weights of evidence that fit them best.
 *
 * <p>The way in is a list of {@link io.fizzle.learning.LabelledWeighing}s, wherever they come from.
 */
@NullMarked
package io.fizzle.learning;

import org.jspecify.annotations.NullMarked;
