package io.fizzle.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * Streams one kind of source into signals.
 *
 * <p>A reader is stateless between calls, needs memory independent of the source's length, never
 * throws at content (it skips, counts and goes on) and never closes the stream. An {@link
 * IOException} of the stream itself ends the reading: what was read so far stays, and the report
 * says where it tore.
 */
public interface Reader {

  /**
   * Reads to the end of the stream or to its tear.
   *
   * @param input what is read, with its clock
   * @param bytes decompressed content from its beginning
   */
  ReadReport read(ReadInput input, InputStream bytes, SignalSink sink);
}
