/** Data, tasks and lineages that are too large, too deep or unevenly spread. */
@NullMarked
package io.fizzle.lab.scenario.size;

import org.jspecify.annotations.NullMarked;
