package io.fizzle.read;

/**
 * A file or archive member that intake came across, not yet looked into.
 *
 * @param name as it is listed
 * @param stored its bytes as stored
 * @param size their number, -1 where not known
 * @param nesting in how many archives it lies
 */
record Candidate(String name, Opener stored, long size, int nesting) {

  /** Opens its content: decompressed, UTF-16 as UTF-8. */
  Opener content(Limits limits) {
    return () -> Utf8Stream.of(Compression.decode(stored.open(), limits));
  }
}
