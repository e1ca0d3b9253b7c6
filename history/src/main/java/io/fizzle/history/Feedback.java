package io.fizzle.history;

import java.time.Instant;

/**
 * What a person said of a diagnosis.
 *
 * @param failure id of the failure that was diagnosed
 * @param right true where the diagnosis was right
 * @param stated the cause that Fizzle had named
 * @param actual the cause that it really was; empty where the person only knows that it was wrong
 * @param note in their own words, secrets masked
 * @param by who said it, empty where not known
 */
public record Feedback(
    String id,
    String failure,
    Origin origin,
    boolean right,
    String stated,
    String actual,
    String note,
    String by,
    Instant at) {}
