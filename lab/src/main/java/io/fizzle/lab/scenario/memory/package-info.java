/** Memory that runs out, in executors. */
@NullMarked
package io.fizzle.lab.scenario.memory;

import org.jspecify.annotations.NullMarked;
