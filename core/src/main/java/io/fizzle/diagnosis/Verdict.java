package io.fizzle.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What killed the application, in one sentence.
 *
 * @param cause id of the cause, {@code healthy} or {@code undetermined}
 * @param confidence probability, 0 to 1; for {@code undetermined} that of the best cause
 * @param incident id of the incident that it explains, null where there is none
 */
public record Verdict(String cause, double confidence, String summary, @Nullable String incident) {}
