package io.fizzle.read.threads;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thread of a dump while its lines are read; bounded, not thread-safe. */
final class DumpedThread {
  private static final int MOST_FRAMES = 512;
  private static final int MOST_LOCKS = 64;

  /** What Spark runs a task in, all versions: pools keep a thread's name when its task is over. */
  private static final String TASK_FRAME = "org.apache.spark.executor.Executor$TaskRunner.run(";

  String name;
  private static final List<String> WAITING_PLACES =
      List.of("jdk.internal.misc.Unsafe.park(", "java.lang.Object.wait", "java.lang.Thread.sleep");

  final long line;
  String state = "";
  private int frames;
  private boolean runsTask;
  private String top = "";
  private String placeOfSpark = "";
  private String placeOfUser = "";
  private @Nullable Lock awaited;
  private final Set<String> held = new LinkedHashSet<>();
  private final Set<String> released = new LinkedHashSet<>();

  /**
   * A monitor or a lock of {@code java.util.concurrent}.
   *
   * @param id the address in the dump
   * @param type class of the object
   */
  record Lock(String id, String type) {}

  /**
   * @param line where the thread stands in its source
   */
  DumpedThread(String name, long line) {
    this.name = name;
    this.line = line;
  }

  /** Takes the next frame, {@code package.Class.method(File.java:12)}, innermost first. */
  void frame(String text) {
    if (frames++ >= MOST_FRAMES) {
      return;
    }
    String frame = withoutModule(text);
    top = top.isEmpty() ? frame : top;
    runsTask |= frame.startsWith(TASK_FRAME);
    if (frame.startsWith("org.apache.spark.")) {
      placeOfSpark = placeOfSpark.isEmpty() ? frame : placeOfSpark;
    } else if (placeOfUser.isEmpty() && !isOfLibrary(frame)) {
      placeOfUser = frame;
    }
  }

  /**
   * {@code java.base@17.0.9/} and {@code java.base/} of JDK 9 and later, a loader's name before:
   * {@code app//}. A hidden class has its address behind a slash: {@code
   * Dead$$Lambda/0x000000007a040660.run}.
   */
  private static String withoutModule(String frame) {
    int end = frame.indexOf('(');
    int hidden = frame.indexOf("/0x");
    int name = hidden < 0 ? end : Math.min(end, hidden);
    int slash = name <= 0 ? -1 : frame.lastIndexOf('/', name - 1);
    return slash < 0 ? frame : frame.substring(slash + 1);
  }

  private static boolean isOfLibrary(String frame) {
    return frame.startsWith("java.")
        || frame.startsWith("jdk.")
        || frame.startsWith("sun.")
        || frame.startsWith("javax.")
        || frame.startsWith("scala.")
        || frame.startsWith("py4j.")
        || frame.startsWith("io.netty.");
  }

  /** It wants this lock, which another thread has. */
  void awaits(String id, String type) {
    awaited = new Lock(id, type);
  }

  void holds(String id) {
    if (held.size() < MOST_LOCKS) {
      held.add(id);
    }
  }

  /** It gave this monitor back in {@code Object.wait}, though its frames still name it. */
  void waitsOn(String id) {
    if (released.size() < MOST_LOCKS) {
      released.add(id);
    }
  }

  Set<String> held() {
    Set<String> locks = new LinkedHashSet<>(held);
    locks.removeAll(released);
    return locks;
  }

  @Nullable Lock awaited() {
    return awaited;
  }

  boolean runsTask() {
    return runsTask;
  }

  /** By its state, or by where it is where the dump tells no states (JSON of JDK 21 to 24). */
  boolean isWaiting() {
    if (state.isEmpty()) {
      return WAITING_PLACES.stream().anyMatch(top::startsWith);
    }
    return state.startsWith("BLOCKED")
        || state.startsWith("WAITING")
        || state.startsWith("TIMED_WAITING");
  }

  /** Where it is: in the user's code, else in Spark's, else wherever; empty without frames. */
  String place() {
    return !placeOfUser.isEmpty() ? placeOfUser : !placeOfSpark.isEmpty() ? placeOfSpark : top;
  }

  /** In what it waits and who called that: the innermost frame of Spark, then of the user. */
  String waitingPlace() {
    if (placeOfSpark.isEmpty() || placeOfUser.isEmpty()) {
      return place();
    }
    return placeOfSpark + ", called from " + placeOfUser;
  }
}
