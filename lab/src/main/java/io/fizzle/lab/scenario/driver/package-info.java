/** What the driver cannot hold, send or wait for. */
@NullMarked
package io.fizzle.lab.scenario.driver;

import org.jspecify.annotations.NullMarked;
