package io.fizzle.remedy;

/** What to do with a heap dump that is at hand. */
public final class HeapDumpRemedies {
  private HeapDumpRemedies() {}

  /**
   * For a heap whose dump is at hand.
   *
   * @param file as the JVM named it
   * @param size in words, empty where not told
   */
  public static Remedy open(String file, String size) {
    String dump = size.isEmpty() ? file : file + " (" + size + ")";
    return new Remedy.OperatorAction(
        "Open the heap dump " + dump + " in Eclipse MAT: Leak Suspects, then Dominator Tree",
        "ParseHeapDump.sh " + ShellWord.of(file, "DUMP.hprof") + " org.eclipse.mat.api:suspects",
        "It holds every object that was in the heap at the first memory error: what is largest"
            + " there is what to make smaller. The path is one on the machine, or in the"
            + " container, where the JVM ran.",
        Risk.low("MAT needs about as much memory as the dump has bytes; it holds the job's data"),
        "the few objects that hold most of the heap, with the threads that hold them");
  }
}
