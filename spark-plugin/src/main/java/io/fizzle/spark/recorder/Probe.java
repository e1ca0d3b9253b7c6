package io.fizzle.spark.recorder;

/** Measures some vitals of this process; called once a sample, on the sampler's thread. */
interface Probe extends AutoCloseable {

  /** Puts in what it can measure and leaves out what it cannot. */
  void measure(Sample sample);

  /** Gives back what it holds; a measure after it finds nothing. */
  @Override
  default void close() {}
}
