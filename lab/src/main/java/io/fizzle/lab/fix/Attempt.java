package io.fizzle.lab.fix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One remedy, applied and run.
 *
 * @param changes properties with their new values; an empty value takes the property out
 * @param succeeded whether the driver ended with status 0
 * @param peakBytes what driver and executors had resident at most, together
 * @param note why it failed; empty where it succeeded
 */
public record Attempt(
    Map<String, String> changes, boolean succeeded, double seconds, long peakBytes, String note) {
  public Attempt {
    changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
  }
}
