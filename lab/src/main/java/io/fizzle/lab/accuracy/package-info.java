/**
 * How often the diagnosis is right: cases with known truth, diagnosed with all their evidence and
 * with parts of it, scored, and written down as a page.
 */
@NullMarked
package io.fizzle.lab.accuracy;

import org.jspecify.annotations.NullMarked;
