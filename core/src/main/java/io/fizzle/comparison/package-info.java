/**
 * Two runs of one application side by side: what differs, which part of the run time it took, and
 * which change explains it.
 */
@NullMarked
package io.fizzle.comparison;

import org.jspecify.annotations.NullMarked;
