package io.fizzle.read.gc;

import org.jspecify.annotations.Nullable;

/** A pause in the legacy form of Shenandoah for JDK 8. */
record ShenandoahText(Pause pause) {
  private static final byte[] END = Line.ascii(" ms]");
  private static final int NAME_START = "Pause ".length();

  /** Reads what follows the bracket; null where it is not a pause that has ended. */
  static @Nullable ShenandoahText parse(Line line, int position) {
    int end = line.find(END, position);
    int number = end < 0 ? -1 : line.wordStart(end);
    int comma = number - 2;
    if (comma < position + NAME_START || line.bytes[comma] != ',') {
      return null;
    }
    long micros = Numbers.scaled(line.bytes, number, end, 3);
    int heapFrom = Math.max(position, line.wordStart(comma));
    HeapChange heap = HeapChange.parse(line, heapFrom, comma);
    String name = line.text(position + NAME_START, heap.isTold() ? heapFrom : comma);
    return micros < 0 ? null : new ShenandoahText(PauseText.named(name.strip(), micros, heap));
  }
}
