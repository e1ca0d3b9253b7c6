package io.fizzle.read.threads;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Redaction;
import io.fizzle.evidence.Source;
import io.fizzle.read.SignalSink;
import io.fizzle.signal.JvmSignal.Deadlocked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a dump in which the JVM itself names the threads that wait for each other ({@code
 * DeadlockCycle::print_on_with}, JDK 8 to 25). Each ring is followed by the stacks of its threads.
 */
final class Deadlocks {
  private static final int MOST = 16;
  private static final int MOST_THREADS = 64;
  private static final String FOUND = "Found one Java-level deadlock:";
  private static final String STACKS = "Java stack information for the threads listed above:";

  private static final Pattern NAME = Pattern.compile("\"(.{0,500})\":");
  private static final Pattern WANTED =
      Pattern.compile(
          "waiting (?:to lock monitor|to re-lock|for ownable synchronizer).{0,120}?"
              + "(?:, a |\\(a )(.{1,300}?)\\),?");
  private static final Pattern HOLDER =
      Pattern.compile("(?:in JNI, )?which is held by (\".{0,500}\"|.{1,200})");

  private final List<Ring> rings = new ArrayList<>();
  private @Nullable Ring ring;
  private boolean open;
  private boolean stacks;

  /** Threads that wait for each other. */
  private static final class Ring {
    final long line;
    final Map<String, Wait> waits = new LinkedHashMap<>();
    String reading = "";

    Ring(long line) {
      this.line = line;
    }

    Wait current() {
      return waits.getOrDefault(reading, new Wait("", -1));
    }
  }

  /** What one of them waits for. */
  private static final class Wait {
    final DumpedThread thread;
    String type = "a lock";
    String holder = "another thread";

    Wait(String name, long line) {
      thread = new DumpedThread(name, line);
    }

    String sentence() {
      String place = thread.place();
      String at = place.isEmpty() ? "" : " at " + place;
      return "\"%s\"%s waits for %s that is held by %s".formatted(thread.name, at, type, holder);
    }
  }

  /** Takes the next line, without its indentation; false where it is none of a deadlock. */
  boolean accept(long number, String body) {
    if (body.startsWith(FOUND)) {
      ring = rings.size() < MOST ? new Ring(number) : null;
      if (ring != null) {
        rings.add(ring);
      }
      open = true;
      stacks = false;
      return true;
    }
    if (!open) {
      return false;
    }
    if (body.startsWith(STACKS)) {
      stacks = true;
      return true;
    }
    if (body.startsWith("====")) {
      return true;
    }
    if (body.startsWith("Found ")) {
      open = false;
      return true;
    }
    return ring == null ? isAny(body) : stacks ? stack(ring, body) : wait(ring, number, body);
  }

  /** Of the rings that are too many. */
  private static boolean isAny(String body) {
    return body.startsWith("\"") || body.startsWith("at ") || body.startsWith("- ");
  }

  private static boolean wait(Ring ring, long number, String body) {
    Matcher name = NAME.matcher(body);
    if (name.matches()) {
      ring.reading = name.group(1);
      if (ring.waits.size() < MOST_THREADS) {
        ring.waits.putIfAbsent(ring.reading, new Wait(ring.reading, number));
      }
      return true;
    }
    Matcher wanted = WANTED.matcher(body);
    if (wanted.lookingAt()) {
      ring.current().type = "a " + wanted.group(1);
      return true;
    }
    Matcher holder = HOLDER.matcher(body);
    if (holder.lookingAt()) {
      ring.current().holder = holder.group(1);
      return true;
    }
    return false;
  }

  private static boolean stack(Ring ring, String body) {
    Matcher name = NAME.matcher(body);
    if (name.matches()) {
      ring.reading = name.group(1);
      return true;
    }
    if (body.startsWith("at ")) {
      ring.current().thread.frame(body.substring(3).strip());
      return true;
    }
    return body.startsWith("- ");
  }

  void tell(Source source, Owner owner, @Nullable Instant time, SignalSink sink) {
    for (Ring told : rings) {
      List<String> waits =
          told.waits.values().stream().map(wait -> Redaction.redact(wait.sentence())).toList();
      long tasks = told.waits.values().stream().filter(wait -> wait.thread.runsTask()).count();
      if (!waits.isEmpty()) {
        Evidence evidence =
            new Evidence(source, told.line, time, FOUND + " " + String.join("; ", waits));
        sink.accept(new Deadlocked(evidence, owner, waits, (int) tasks));
      }
    }
  }
}
