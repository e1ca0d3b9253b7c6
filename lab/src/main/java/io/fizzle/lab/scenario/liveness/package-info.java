/** Processes that die, freeze or fall silent without running out of memory. */
@NullMarked
package io.fizzle.lab.scenario.liveness;

import org.jspecify.annotations.NullMarked;
