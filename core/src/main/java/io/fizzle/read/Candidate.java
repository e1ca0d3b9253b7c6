package io.fizzle.read;

import io.fizzle.read.eventlog.EventLogCodec;
import java.io.InputStream;

/**
 * A file or archive member that intake came across, not yet looked into.
 *
 * @param name as it is listed
 * @param stored its bytes as stored
 * @param size their number, -1 where not known
 * @param nesting in how many archives it lies
 */
record Candidate(String name, Opener stored, long size, int nesting) {

  /**
   * Opens its content: decompressed, twice where somebody compressed it again, and UTF-16 as UTF-8.
   */
  Opener content(Limits limits) {
    return () -> {
      InputStream once = EventLogCodec.decode(stored.open(), limits.expansion());
      return Utf8Stream.of(EventLogCodec.decode(once, limits.expansion()));
    };
  }
}
