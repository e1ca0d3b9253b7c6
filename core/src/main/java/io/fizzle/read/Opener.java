package io.fizzle.read;

import java.io.IOException;
import java.io.InputStream;

/** Opens a source's bytes from their beginning, any number of times, one after the other. */
@FunctionalInterface
public interface Opener {
  InputStream open() throws IOException;
}
