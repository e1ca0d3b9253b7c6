package io.fizzle.read.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads answers of Spark's REST API: executors, jobs, stages with or without tasks, SQL executions,
 * the environment, applications. One object is held at a time; pages may follow each other in one
 * source.
 */
public final class RestReader implements Reader {
  private static final int DEEPEST = 200;
  private static final int LONGEST_TEXT = 32 << 20;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .build();

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    RestSignals signals = new RestSignals(input, sink);
    Counted counted = new Counted(bytes);
    long objects = 0;
    try (JsonParser parser = JSON.createParser(counted)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          objects++;
          signals.beginStage();
          signals.take(RestObject.read(parser, "tasks", signals::task));
        }
      }
      signals.finish(true);
      return new ReadReport(counted.bytes, objects, 0, false, List.of());
    } catch (JsonProcessingException damaged) {
      signals.finish(false);
      JsonLocation where = damaged.getLocation();
      String line = where == null ? "" : "line " + where.getLineNr() + ": ";
      return torn(counted, objects, line + "is no JSON any more");
    } catch (IOException broken) {
      signals.finish(false);
      return torn(counted, objects, "broke after object " + objects + ": " + broken.getMessage());
    }
  }

  private static ReadReport torn(Counted counted, long objects, String remark) {
    return new ReadReport(counted.bytes, objects, 0, true, List.of(remark));
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      bytes += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, length);
      bytes += Math.max(0, count);
      return count;
    }
  }
}
