package io.fizzle.read.threads;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.SignalSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thread dump as Spark's REST API gives it: {@code /applications/ID/executors/ID/threads}, a list
 * of {@code ThreadStackTrace} ({@code status/api/v1/api.scala}, {@code
 * Utils.threadInfoToThreadStackTrace}; Spark 2.4 to 4.1). Spark takes it with {@code
 * ThreadMXBean.dumpAllThreads}, which shows all threads as they were at one moment, so that a ring
 * of them is a deadlock.
 */
final class SparkThreads {
  private static final int LONGEST = 500;
  private static final int MOST_THREADS = 8_192;
  private static final int START = 16_384;
  private static final Pattern BEGIN = Pattern.compile("^\\s{0,40}\\[\\s{0,40}\\{\\s{0,40}\"");
  private static final List<String> FIELDS =
      List.of("\"threadId\"", "\"threadName\"", "\"threadState\"", "\"stackTrace\"");

  /** {@code Lock(a.B@1f)}, up to Spark 3.4 with a closing brace behind the hash. */
  private static final Pattern NAMED =
      Pattern.compile("(?:Monitor|Lock)\\((.{1,400}@[0-9a-f]{1,16})\\}?\\)");

  /** What Spark writes behind a frame: up to 3.5 on its line, since 4.0 on lines of their own. */
  private static final Pattern BEHIND_A_FRAME = Pattern.compile("\\n| => holding ");

  private final DumpFold fold = new DumpFold();
  private final Map<Long, DumpedThread> threads = new LinkedHashMap<>();
  private final Map<Long, Long> waitsFor = new LinkedHashMap<>();

  /** True where a source begins as such a dump. */
  static boolean looksLikeThreads(String head) {
    String start = head.substring(0, Math.min(head.length(), START));
    return BEGIN.matcher(start).find() && FIELDS.stream().allMatch(start::contains);
  }

  /** Takes the thread whose object has just begun. */
  void take(JsonParser parser) throws IOException {
    DumpedThread thread = new DumpedThread("", parser.currentTokenLocation().getLineNr());
    long id = -1;
    long holder = -1;
    String lock = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "threadId" -> id = number(parser);
        case "threadName" -> thread.name = text(parser);
        case "threadState" -> thread.state = text(parser);
        case "blockedByThreadId" -> holder = number(parser);
        case "blockedByLock" -> lock = lock(text(parser));
        case "stackTrace" -> JsonTexts.each(parser, value, frame -> thread.frame(frame(frame)));
        case "holdingLocks" -> JsonTexts.each(parser, value, held -> thread.holds(lock(held)));
        default -> parser.skipChildren();
      }
    }
    waits(thread, lock, holder);
    fold.add(thread);
    if (threads.size() < MOST_THREADS) {
      threads.put(id, thread);
      if (holder >= 0 && (thread.state.equals("BLOCKED") || thread.state.equals("WAITING"))) {
        waitsFor.put(id, holder);
      }
    }
  }

  private static void waits(DumpedThread thread, String lock, long holder) {
    if (lock.isEmpty()) {
      return;
    }
    if (holder >= 0 || thread.state.equals("BLOCKED")) {
      thread.awaits(lock, type(lock));
    } else {
      thread.waitsOn(lock);
    }
  }

  private static String type(String lock) {
    int at = lock.lastIndexOf('@');
    return at < 0 ? lock : lock.substring(0, at);
  }

  /** What a thread holds is written without {@code Lock(…)} since Spark 4.0. */
  private static String lock(String text) {
    Matcher named = NAMED.matcher(text);
    return named.matches() ? named.group(1) : text;
  }

  private static String frame(String text) {
    return BEHIND_A_FRAME.split(text, 2)[0].strip();
  }

  private static String text(JsonParser parser) throws IOException {
    return JsonTexts.one(parser, LONGEST);
  }

  private static long number(JsonParser parser) throws IOException {
    boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    long number = whole ? parser.getBigIntegerValue().longValue() : -1;
    parser.skipChildren();
    return number;
  }

  Owner owner(Owner known) {
    return fold.owner(known);
  }

  void tell(Evidence evidence, Owner owner, SignalSink sink) {
    fold.tell(evidence, owner, sink);
    ThreadRings.of(threads, waitsFor).forEach(ring -> sink.accept(ring.deadlock(evidence, owner)));
  }
}
