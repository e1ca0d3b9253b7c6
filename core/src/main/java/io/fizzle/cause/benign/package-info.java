/** What looks like trouble and is not. */
@NullMarked
package io.fizzle.cause.benign;

import org.jspecify.annotations.NullMarked;
