/**
 * What a history answers: patterns in failures, figures, and remedies with their record.
 *
 * <p>{@link io.fizzle.history.analysis.Observing} asks the store for plain rows; everything after
 * that is a pure function of {@link io.fizzle.history.analysis.Observations}. An answer is a record
 * that knows its {@code document()} for people and is JSON for programs.
 *
 * <p>Whoever is accused here (a node, an image, an hour) is accused by its rate against its
 * exposure and by a test. Two things keep innocent ones out: what one run or one application does
 * is counted within that run or application, and the false discovery rate of each family of
 * comparisons is held at {@link io.fizzle.history.analysis.FalseDiscovery#RATE}.
 */
@NullMarked
package io.fizzle.history.analysis;

import org.jspecify.annotations.NullMarked;
