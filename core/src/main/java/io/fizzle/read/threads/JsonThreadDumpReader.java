package io.fizzle.read.threads;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.CountingStream;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads thread dumps as JSON: those of a JVM ({@code jcmd PID Thread.dump_to_file -format=json}),
 * with names and stacks since JDK 21, states and locks since JDK 25 ({@code
 * jdk.internal.vm.ThreadDumper}), and those of Spark's REST API ({@link SparkThreads}).
 *
 * <p>The JVM's own looks at one thread after the other. Its threads are never all as they were at
 * one moment, so no ring of them is told.
 */
public final class JsonThreadDumpReader implements Reader {
  private static final int DEEPEST = 64;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST = 500;

  private static final Pattern BEGIN =
      Pattern.compile("^\\s{0,40}\\{\\s{0,40}\"threadDump\"\\s{0,4}:");

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .build();

  /** True where a source begins as such a dump. */
  public static boolean looksLikeThreadDump(String head) {
    return BEGIN.matcher(head).find() || SparkThreads.looksLikeThreads(head);
  }

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    CountingStream counted = new CountingStream(bytes);
    Dump dump = new Dump(input);
    try (JsonParser parser = JSON.createParser(counted)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      dump.read(parser);
      dump.tell(sink);
      return new ReadReport(counted.count(), dump.line, 0, false, List.of());
    } catch (JsonProcessingException damaged) {
      dump.tell(sink);
      return torn(counted, dump, "line " + dump.line + ": is no JSON any more");
    } catch (IOException broken) {
      dump.tell(sink);
      return torn(counted, dump, "broke after line " + dump.line + ": " + broken.getMessage());
    }
  }

  private static ReadReport torn(CountingStream counted, Dump dump, String remark) {
    return new ReadReport(counted.count(), dump.line, 0, true, List.of(remark));
  }

  /** What is known of the dump so far. */
  private static final class Dump {
    private final ReadInput input;
    private final DumpFold fold = new DumpFold();
    private final SparkThreads threadsOfSpark = new SparkThreads();
    private @Nullable Instant time;
    private long line;

    Dump(ReadInput input) {
      this.input = input;
    }

    /** Threads are the objects that have a stack, however deep their containers lie. */
    void read(JsonParser parser) throws IOException {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_OBJECT && isListed(parser)) {
          threadsOfSpark.take(parser);
        } else if (token == JsonToken.FIELD_NAME && parser.currentName().equals("threads")) {
          if (parser.nextToken() == JsonToken.START_ARRAY) {
            threads(parser);
          }
        } else if (token == JsonToken.VALUE_STRING
            && time == null
            && "time".equals(parser.currentName())) {
          time = time(parser.getText());
        }
      }
    }

    /** In a list that is the whole content: a JVM's own dump is an object. */
    private static boolean isListed(JsonParser parser) {
      JsonStreamContext list = parser.getParsingContext().getParent();
      return list != null && list.inArray() && list.getParent().inRoot();
    }

    private void threads(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        line = parser.currentTokenLocation().getLineNr();
        DumpedThread thread = thread(parser);
        fold.add(thread);
      }
    }

    private DumpedThread thread(JsonParser parser) throws IOException {
      DumpedThread thread = new DumpedThread("", line);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (field) {
          case "name" -> thread.name = JsonTexts.one(parser, LONGEST);
          case "state" -> thread.state = JsonTexts.one(parser, LONGEST);
          case "blockedOn" -> awaits(thread, JsonTexts.one(parser, LONGEST));
          case "waitingOn" -> thread.waitsOn(JsonTexts.one(parser, LONGEST));
          case "stack" -> JsonTexts.each(parser, value, thread::frame);
          case "parkBlocker" -> JsonTexts.each(parser, value, object -> parks(thread, object));
          case "monitorsOwned" -> JsonTexts.each(parser, value, thread::holds);
          default -> parser.skipChildren();
        }
      }
      return thread;
    }

    /** {@code java.lang.Object@323c88e0}. */
    private static void awaits(DumpedThread thread, String object) {
      if (!object.isEmpty()) {
        int at = object.indexOf('@');
        thread.awaits(object, at < 0 ? object : object.substring(0, at));
      }
    }

    private static void parks(DumpedThread thread, String object) {
      if (ThreadDump.isLock(object)) {
        awaits(thread, object);
      }
    }

    private @Nullable Instant time(String text) {
      try {
        return input.clock().zoned(Instant.parse(text));
      } catch (DateTimeParseException otherwise) {
        return null;
      }
    }

    void tell(SignalSink sink) {
      Owner owner = input.source().owner();
      Evidence evidence =
          new Evidence(input.source(), Math.min(line, 1), time, "thread dump as JSON");
      fold.tell(evidence, fold.owner(owner), sink);
      threadsOfSpark.tell(evidence, threadsOfSpark.owner(owner), sink);
    }
  }
}
