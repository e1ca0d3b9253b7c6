/**
 * What needs explaining in a run: losses, failures and deaths, each once, with the timing laid out.
 */
@NullMarked
package io.fizzle.incident;

import org.jspecify.annotations.NullMarked;
