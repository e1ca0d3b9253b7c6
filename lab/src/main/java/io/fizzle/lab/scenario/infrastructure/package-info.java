/** What surrounds the program: machines, the start of executors, native code, scheduling. */
@NullMarked
package io.fizzle.lab.scenario.infrastructure;

import org.jspecify.annotations.NullMarked;
