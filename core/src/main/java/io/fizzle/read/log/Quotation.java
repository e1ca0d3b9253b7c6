package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a log before it began to quote another process's output.
 *
 * @param end where it goes on, as an offset in the whole source
 */
record Quotation(
    Source source,
    Owner learned,
    LogLife life,
    @Nullable LogLine header,
    @Nullable Instant latest,
    long end) {}
