package io.fizzle.remedy;

/**
 * What was measured of a container that was killed for its memory; bytes, -1 where not known.
 *
 * @param usedBytes resident memory of all processes when it was killed
 * @param limitBytes the limit that was exceeded
 * @param heapBytes highest use of the JVM's heap, garbage included
 * @param outsideBytes highest memory outside of the heap: direct buffers, metaspace, threads,
 *     Python
 * @param pythonBytes the part of it that Python workers used
 */
public record ContainerUse(
    Jvm jvm, long usedBytes, long limitBytes, long heapBytes, long outsideBytes, long pythonBytes) {

  /** Nothing was measured. */
  public static ContainerUse unknown(Jvm jvm) {
    return new ContainerUse(jvm, -1, -1, -1, -1, -1);
  }
}
