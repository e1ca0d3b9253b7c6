package io.fizzle.read.gc;

import org.jspecify.annotations.Nullable;

/**
 * Heap summaries that stand alone in a log: blocks around a collection, and the closing summary
 * that a JVM prints when it exits in order ({@code Heap} and the generations).
 */
final class HeapPrints {
  private static final byte[] HEAP = Line.ascii("Heap");
  private static final byte[][] GENERATIONS = {
    Line.ascii(" PSYoungGen "),
    Line.ascii(" par new generation "),
    Line.ascii(" def new generation "),
    Line.ascii(" DefNew "),
    Line.ascii(" garbage-first heap "),
    Line.ascii(" concurrent mark-sweep generation "),
    Line.ascii(" Shenandoah Heap"),
    Line.ascii("Shenandoah Heap"),
    Line.ascii(" ZHeap "),
    Line.ascii(" the space ")
  };

  private final Runs runs;
  private @Nullable HeapBlock open;
  private @Nullable HeapBlock before;
  private boolean heading;
  private long pauses;

  HeapPrints(Runs runs) {
    this.runs = runs;
  }

  /**
   * Reads a line.
   *
   * @param body where the message starts, after decorators
   */
  void accept(Line line, int body) {
    if (heading) {
      heading = false;
      if (isGeneration(line, body)) {
        runs.current().closing();
      }
    }
    if (open != null && !open.accept(line)) {
      close();
    }
    if (open == null) {
      open = HeapBlock.open(line);
    }
    heading = line.is(HEAP, body);
  }

  private static boolean isGeneration(Line line, int body) {
    for (byte[] generation : GENERATIONS) {
      if (line.has(generation, body)) {
        return true;
      }
    }
    return false;
  }

  /** Ends the block that is open, if any, and tells it unless a pause has told the same better. */
  void close() {
    HeapBlock block = open;
    open = null;
    if (block == null) {
      return;
    }
    boolean told = runs.current().pauses() != pauses;
    pauses = runs.current().pauses();
    if (!block.isAfter() || told) {
      before = block.isAfter() ? null : block;
      return;
    }
    boolean full = before != null && before.fullCount() < block.fullCount();
    long usedBefore = before == null ? -1 : before.used();
    if (block.capacity() > 0) {
      HeapChange heap = new HeapChange(usedBefore, block.used(), block.capacity());
      Moment untold = new Moment(-1, null);
      runs.current().occupancy(block.line(), block.text(), untold, full, "Heap after GC", heap);
    }
    before = null;
  }
}
