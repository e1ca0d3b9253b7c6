/** One file a scenario: what is run, what is done to it, and what must be seen. */
@NullMarked
package io.fizzle.lab.scenario;

import org.jspecify.annotations.NullMarked;
