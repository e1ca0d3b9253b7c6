package io.fizzle.application;

/**
 * The most memory that one process was seen with. Bytes; -1 where never told.
 *
 * @param jvmHeap used heap, garbage included
 * @param resident of the JVM
 * @param python resident of Python workers
 * @param samples how often a figure came
 */
public record MemoryPeak(String executorId, long jvmHeap, long resident, long python, int samples) {

  MemoryPeak with(long heap, long rss, long pythonRss) {
    return new MemoryPeak(
        executorId,
        Math.max(jvmHeap, heap),
        Math.max(resident, rss),
        Math.max(python, pythonRss),
        samples + 1);
  }
}
