package io.fizzle.spark.recorder;

/** Measures some vitals of this process; called once a sample, on the sampler's thread. */
interface Probe {

  /** Puts in what it can measure and leaves out what it cannot. */
  void measure(Sample sample);
}
