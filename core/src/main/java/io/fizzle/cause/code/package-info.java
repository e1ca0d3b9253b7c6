/** What the application's code, data and access did. */
@NullMarked
package io.fizzle.cause.code;

import org.jspecify.annotations.NullMarked;
