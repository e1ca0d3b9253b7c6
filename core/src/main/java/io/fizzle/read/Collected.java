package io.fizzle.read;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * What intake found.
 *
 * @param inputs usable sources first, in the order in which they are best read: who tells of
 *     processes and times comes before who needs to be told; then what is empty or unusable
 * @param problems what could not be read at all
 * @param held places in archives and downloaded copies, given up by {@link #close()}
 */
public record Collected(List<Input> inputs, List<Problem> problems, List<Closeable> held)
    implements AutoCloseable {
  public Collected {
    inputs = List.copyOf(inputs);
    problems = List.copyOf(problems);
    held = List.copyOf(held);
  }

  /** The inputs that a reader can read. */
  public List<Input> usable() {
    return inputs.stream().filter(Input::usable).toList();
  }

  /** Afterwards no input can be opened. */
  @Override
  public void close() {
    for (Closeable resource : held) {
      try {
        resource.close();
      } catch (IOException alreadyGone) {
        // a temporary copy or a file handle that is gone needs no closing
      }
    }
  }
}
