package io.fizzle.read;

import java.util.List;

/**
 * How the reading of one source went.
 *
 * @param bytes decompressed bytes read
 * @param lines lines (or events) seen
 * @param skipped lines of the source's own kind that could not be understood
 * @param torn true where the source ended in the middle of something or its stream broke
 * @param remarks what a person should know, each naming the place, for example {@code line 812:
 *     event cut off}; at most a handful
 * @param holdsGcLog true where lines of a GC log stand between those that were read
 */
public record ReadReport(
    long bytes, long lines, long skipped, boolean torn, List<String> remarks, boolean holdsGcLog) {
  public ReadReport {
    remarks = List.copyOf(remarks);
  }

  /** Of a source that holds nothing of another kind. */
  public ReadReport(long bytes, long lines, long skipped, boolean torn, List<String> remarks) {
    this(bytes, lines, skipped, torn, remarks, false);
  }
}
