package io.fizzle.read.gc;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.signal.JvmSignal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the lines at a JVM's start say of it, gathered until it can be told in one signal. */
final class JvmFacts {
  private @Nullable String collector;
  private int javaMajor;
  private long maxHeapBytes;
  private long reservedHeapBytes;
  private int cpus;
  private long line;
  private @Nullable Instant time;
  private String text = "";

  /** The line that a report should show: the one that names the collector, else the first. */
  void cite(Line cited, @Nullable Instant at) {
    cite(cited.number, at, cited.text(cited.from));
  }

  void cite(long citedLine, @Nullable Instant at, String excerpt) {
    line = citedLine;
    time = at;
    text = excerpt;
  }

  boolean isCited() {
    return line > 0;
  }

  @Nullable String collector() {
    return collector;
  }

  void collector(String name) {
    collector = name;
  }

  void javaMajor(int major) {
    javaMajor = major;
  }

  /** The limit as the JVM names it. */
  void maxHeap(long bytes) {
    maxHeapBytes = Math.max(0, bytes);
  }

  /** The reserved address range, which is the limit where nothing else tells it (JDK 9 to 13). */
  void reservedHeap(long bytes) {
    reservedHeapBytes = Math.max(0, bytes);
  }

  void cpus(int count) {
    cpus = Math.max(0, count);
  }

  /** In bytes, 0 where not told. */
  long maxHeapBytes() {
    return maxHeapBytes > 0 ? maxHeapBytes : reservedHeapBytes;
  }

  JvmSignal.Started started(Source source) {
    Evidence evidence = new Evidence(source, line, time, text);
    Owner owner = source.owner();
    return new JvmSignal.Started(evidence, owner, collector, javaMajor, maxHeapBytes(), cpus);
  }
}
