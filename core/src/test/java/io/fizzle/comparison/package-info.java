@NullMarked
package io.fizzle.comparison;

import org.jspecify.annotations.NullMarked;
