@NullMarked
package io.fizzle.learning;

import org.jspecify.annotations.NullMarked;
