package io.fizzle.read.gc;

/**
 * The lines with which a JVM's unified log begins ({@code Using G1}, and from JDK 14 on the {@code
 * gc,init} block of {@code GCInitLogger}), and the details before them.
 */
final class InitLines {
  private static final byte[] USING = Line.ascii("Using ");
  private static final byte[] INITIALIZING_Z = Line.ascii("Initializing The Z Garbage Collector");
  private static final byte[] VERSION = Line.ascii("Version: ");
  private static final byte[] CPUS = Line.ascii("CPUs: ");
  private static final byte[] AVAILABLE = Line.ascii(" available");
  private static final byte[] HEAP_MAX = Line.ascii("Heap Max Capacity: ");
  private static final byte[] MAX = Line.ascii("Max Capacity: ");
  private static final byte[] ADDRESS = Line.ascii("Heap address: ");
  private static final byte[] ADDRESS_SIZE = Line.ascii(" size: ");
  private static final byte[] MEGABYTES = Line.ascii(" MB");

  private InitLines() {}

  /** The collector that {@code Using ...} names, empty where the line is none. */
  static String collector(Line line, int body) {
    if (line.has(INITIALIZING_Z, body)) {
      return "Z";
    }
    if (!line.has(USING, body)) {
      return "";
    }
    return switch (line.text(body + USING.length)) {
      case "G1" -> "G1";
      case "Parallel" -> "Parallel";
      case "Serial" -> "Serial";
      case "Shenandoah" -> "Shenandoah";
      case "The Z Garbage Collector" -> "Z";
      case "Concurrent Mark Sweep" -> "CMS";
      default -> "";
    };
  }

  /** True for the line that every collector writes exactly once. */
  static boolean isUsing(Line line, int body) {
    return line.has(USING, body) && !collector(line, body).isEmpty();
  }

  /** Takes what a detail line tells; true where it is one. */
  static boolean read(Line line, int body, JvmFacts facts) {
    if (line.has(VERSION, body)) {
      facts.javaMajor(JavaVersion.major(line, body + VERSION.length));
    } else if (line.has(CPUS, body)) {
      facts.cpus(availableCpus(line, body + CPUS.length));
    } else if (line.has(HEAP_MAX, body)) {
      facts.maxHeap(sizeAt(line, body + HEAP_MAX.length));
    } else if (line.has(MAX, body)) {
      facts.maxHeap(sizeAt(line, body + MAX.length));
    } else if (line.has(ADDRESS, body)) {
      facts.reservedHeap(reserved(line, body));
    } else {
      return false;
    }
    return true;
  }

  /** {@code CPUs: 8 total, 2 available}: the second number respects the container's limit. */
  private static int availableCpus(Line line, int from) {
    int available = line.find(AVAILABLE, from);
    int start = available < 0 ? from : line.wordStart(available);
    return (int) Numbers.whole(line.bytes, start, Numbers.digitsEnd(line, start));
  }

  private static long sizeAt(Line line, int from) {
    return Numbers.size(line.bytes, from, line.wordEnd(from));
  }

  /** {@code Heap address: 0x00000000f8000000, size: 128 MB, Compressed Oops mode: 32-bit}. */
  private static long reserved(Line line, int from) {
    int size = line.find(ADDRESS_SIZE, from);
    if (size < 0) {
      return -1;
    }
    int end = Numbers.digitsEnd(line, size + ADDRESS_SIZE.length);
    long megabytes = Numbers.whole(line.bytes, size + ADDRESS_SIZE.length, end);
    boolean plausible = megabytes > 0 && megabytes < 1 << 30 && line.has(MEGABYTES, end);
    return plausible ? megabytes << 20 : -1;
  }
}
