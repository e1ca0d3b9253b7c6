/**
 * What can go wrong, as the lab makes it go wrong: a {@link io.fizzle.lab.scenario.Scenario} is one
 * known failure (or a healthy run that looks like one), its {@link io.fizzle.lab.scenario.Variant}s
 * are the ways in which it is run. Each family of scenarios has a room of its own.
 */
@NullMarked
package io.fizzle.lab.scenario;

import org.jspecify.annotations.NullMarked;
