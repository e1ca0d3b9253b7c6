/**
 * What was read and where each claim comes from: sources, their owners, and citations a person can
 * open.
 */
@NullMarked
package io.fizzle.evidence;

import org.jspecify.annotations.NullMarked;
