package io.fizzle.read;

import io.fizzle.evidence.Source;

/**
 * What a reader is told about its source.
 *
 * @param source name, kind and owner
 * @param clock how the source's times map to the common clock
 */
public record ReadInput(Source source, SourceClock clock) {}
