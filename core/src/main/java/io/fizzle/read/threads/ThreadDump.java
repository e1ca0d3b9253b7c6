package io.fizzle.read.threads;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.read.SignalSink;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thread dump of HotSpot as {@code jstack}, {@code jcmd Thread.print} and SIGQUIT print it,
 * taken line by line; other lines may stand between. Forms of JDK 8 to 25 ({@code VM_PrintThreads},
 * {@code javaVFrame::print_lock_info_on}, {@code DeadlockCycle::print_on_with}).
 *
 * <p>What is kept is bounded by the locks that threads hold or want, never by the dump's length.
 */
public final class ThreadDump {
  /** What the first line of every dump begins with. */
  public static final String BEGIN = "Full thread dump ";

  /** So many lines of something else, and the dump is taken to be cut. */
  private static final int MOST_FOREIGN = 200;

  private static final Pattern THREAD =
      Pattern.compile(
          "^\"(.{0,500})\" (?:#\\d|\\[|daemon |prio=|os_prio=|cpu=|tid=|nid=|virtual\\b)");

  private static final Pattern STATE =
      Pattern.compile("java\\.lang\\.Thread\\.State: ([A-Z_]{3,20})");

  /** Locks that a thread parks for; what else it parks for is work that may come. */
  private static final String LOCK = "java\\.util\\.concurrent\\.locks\\.(?:Reentrant|Stamped)";

  private static final Pattern IS_LOCK = Pattern.compile(LOCK);

  private static final Pattern PARKED =
      Pattern.compile(
          "- parking to wait for\\s{1,4}<(0x[0-9a-f]{1,16})> \\(a (" + LOCK + "\\S{1,80})\\)");

  private static final Pattern WANTED =
      Pattern.compile(
          "- waiting to (?:lock|re-lock in wait\\(\\)) <(0x[0-9a-f]{1,16})> \\(a (.{1,300})\\)");

  /** Not in the state BLOCKED, and no ring of it is found by the JVM. */
  private static final Pattern INITIALIZED =
      Pattern.compile("- waiting on the Class initialization monitor for (\\S{1,300})");

  private static final Pattern WAITED_ON =
      Pattern.compile("- waiting on <(0x[0-9a-f]{1,16})> \\(a ");

  private static final Pattern LOCKED = Pattern.compile("- (?:locked )?<(0x[0-9a-f]{1,16})> \\(a ");

  private static final Pattern REST =
      Pattern.compile(
          "Threads class SMR info:|_java_thread_list=|0x[0-9a-f]{8,16}|}|JNI global ref"
              + "|Locked ownable synchronizers:|- |No compile task|Compiling:"
              + "|Carrying virtual thread|Mounted virtual thread|Mounted thread");

  private final long line;
  private final String title;
  private final @Nullable Instant time;
  private final DumpFold fold = new DumpFold();
  private final Deadlocks deadlocks = new Deadlocks();
  private @Nullable DumpedThread thread;
  private int foreign;
  private boolean closing;
  private boolean over;

  /**
   * @param line of the title in its source
   * @param title the line that begins with {@link #BEGIN}
   * @param time of the dump, null where nothing tells
   */
  public ThreadDump(long line, String title, @Nullable Instant time) {
    this.line = line;
    this.title = title;
    this.time = time;
  }

  /** True where no line of the dump is to come. */
  public boolean isOver() {
    return over;
  }

  /** Takes the next line of the source; false where it is not of the dump. */
  public boolean accept(long number, String text) {
    String body = text.strip();
    if (over || body.startsWith(BEGIN)) {
      over = true;
      return false;
    }
    if (body.isEmpty()) {
      return true;
    }
    if (deadlocks.accept(number, body)) {
      foreign = 0;
      return true;
    }
    boolean known = isOfThread(number, text, body);
    if (known) {
      foreign = 0;
    } else if (closing || ++foreign > MOST_FOREIGN) {
      over = true;
    }
    return known;
  }

  private boolean isOfThread(long number, String text, String body) {
    Matcher begun = THREAD.matcher(body);
    if (begun.lookingAt()) {
      finishThread();
      thread = new DumpedThread(begun.group(1), number);
      return true;
    }
    if (body.startsWith("JNI global ref")) {
      finishThread();
      closing = true;
      return true;
    }
    if (thread != null) {
      if (body.startsWith("at ")) {
        thread.frame(body.substring(3).strip());
        return true;
      }
      Matcher state = STATE.matcher(body);
      if (state.lookingAt()) {
        thread.state = state.group(1);
        return true;
      }
      if (body.startsWith("- ")) {
        readLock(thread, body);
        return true;
      }
    }
    return REST.matcher(body).lookingAt() || closing && isOfHeap(text);
  }

  /** SIGQUIT prints the heap behind the threads: a title, and lines that are indented. */
  private static boolean isOfHeap(String text) {
    return text.startsWith("Heap") || text.startsWith(" ");
  }

  /** True where a thread that parks for this object waits for a lock. */
  static boolean isLock(String object) {
    return IS_LOCK.matcher(object).lookingAt();
  }

  private static void readLock(DumpedThread thread, String body) {
    Matcher wanted = WANTED.matcher(body);
    Matcher parked = PARKED.matcher(body);
    Matcher initialized = INITIALIZED.matcher(body);
    Matcher waitedOn = WAITED_ON.matcher(body);
    Matcher locked = LOCKED.matcher(body);
    if (wanted.lookingAt()) {
      thread.awaits(wanted.group(1), wanted.group(2));
    } else if (parked.lookingAt()) {
      thread.awaits(parked.group(1), parked.group(2));
    } else if (initialized.lookingAt()) {
      String type = "initialization of class " + initialized.group(1);
      thread.awaits(type, type);
    } else if (waitedOn.lookingAt()) {
      thread.waitsOn(waitedOn.group(1));
    } else if (locked.lookingAt()) {
      thread.holds(locked.group(1));
    }
  }

  private void finishThread() {
    if (thread != null) {
      fold.add(thread);
    }
    thread = null;
  }

  /**
   * Tells what the dump shows, once it has ended.
   *
   * @param known the process that the source tells, whose threads these are
   */
  public void tell(Source source, Owner known, SignalSink sink) {
    finishThread();
    Owner owner = fold.owner(known);
    fold.tell(new Evidence(source, line, time, title), owner, sink);
    deadlocks.tell(source, owner, time, sink);
  }
}
