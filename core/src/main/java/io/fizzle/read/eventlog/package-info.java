/**
 * Reads Spark's event logs, versions 1.4 to 4.2: opens their codecs, orders rolling files, and
 * turns events into signals.
 *
 * <p>A log has one JSON object per line ({@code util/JsonProtocol.scala}) and easily hundreds of
 * megabytes of them, of which a few numbers matter. So lines stay byte slices in one buffer, events
 * nobody asks for are passed over unparsed, and {@link io.fizzle.read.eventlog.JsonCursor} walks
 * the others in place without making tokens or strings of what is skipped.
 */
@NullMarked
package io.fizzle.read.eventlog;

import org.jspecify.annotations.NullMarked;
