package io.fizzle.history.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fizzle.history.Feedback;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import org.jspecify.annotations.Nullable;

/**
 * One line of an export: the schema in the first, in the others one of the rest.
 *
 * @param schema {@link #SCHEMA}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Line(
    @Nullable String schema,
    @Nullable RunRecord run,
    @Nullable SolutionAttempt attempt,
    @Nullable Feedback feedback) {
  static final String SCHEMA = "fizzle.history/1";
}
