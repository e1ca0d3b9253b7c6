/** How the user wants it: where the history is, what it keeps, what may be seen. */
@NullMarked
package io.fizzle.history.settings;

import org.jspecify.annotations.NullMarked;
