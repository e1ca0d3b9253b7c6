/**
 * The chance that a run fails, and from what: {@link io.fizzle.history.risk.RiskModel} says how,
 * {@link io.fizzle.history.risk.Backtest} how well.
 */
@NullMarked
package io.fizzle.history.risk;

import org.jspecify.annotations.NullMarked;
