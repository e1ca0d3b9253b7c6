package io.fizzle.bench;

import io.fizzle.evidence.Redaction;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Redaction looks at every excerpt that is kept, so it must cost little where there is no secret.
 */
public class RedactionBenchmark {
  private static final String PLAIN =
      "26/11/21 10:00:00 INFO TaskSetManager: Finished task 12.0 in stage 3.0 (TID 412) in 31 ms";
  private static final String SECRET =
      "26/11/21 10:00:00 INFO S3AFileSystem:"
          + " fs.s3a.secret.key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE";

  @Benchmark
  public String plainLine() {
    return Redaction.redact(PLAIN);
  }

  @Benchmark
  public String lineWithSecret() {
    return Redaction.redact(SECRET);
  }
}
