package io.fizzle.diagnosis;

import io.fizzle.cause.Cause;
import io.fizzle.cause.Weighing;

/** What a cause made of an incident, before anything is known of its probability. */
public record Weighed(Cause cause, Weighing weighing) {}
