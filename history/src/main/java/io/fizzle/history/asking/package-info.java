/**
 * Plain questions, understood without any model: a few intents, each with the words that announce
 * it, and slots for what they are about. What is not understood is said so, with what can be asked.
 */
@NullMarked
package io.fizzle.history.asking;

import org.jspecify.annotations.NullMarked;
