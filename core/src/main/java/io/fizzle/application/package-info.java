/**
 * The one picture of a run, folded from all signals in a single pass; grows with executors and
 * stages only.
 */
@NullMarked
package io.fizzle.application;

import org.jspecify.annotations.NullMarked;
