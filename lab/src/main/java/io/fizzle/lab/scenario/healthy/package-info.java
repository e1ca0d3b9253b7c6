/** Runs that end well, each of which looks like a failure to somebody in a hurry. */
@NullMarked
package io.fizzle.lab.scenario.healthy;

import org.jspecify.annotations.NullMarked;
