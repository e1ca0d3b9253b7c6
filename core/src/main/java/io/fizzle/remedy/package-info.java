/**
 * Exact changes: what to set, edit or do, with the arithmetic behind it, checked against Spark's
 * version.
 */
@NullMarked
package io.fizzle.remedy;

import org.jspecify.annotations.NullMarked;
