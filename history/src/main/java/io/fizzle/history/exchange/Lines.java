package io.fizzle.history.exchange;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.history.Instants;

/** How lines are written and read. */
public final class Lines {
  private Lines() {}

  /** Knows the records of a history; a newer version may have written more than it knows. */
  public static ObjectMapper mapper() {
    return new ObjectMapper()
        .registerModule(Instants.module())
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  }
}
