package io.fizzle.read.eventlog;

import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.Reader;
import io.fizzle.read.SignalSink;
import java.io.InputStream;

/**
 * Reads a decoded Spark event log, or the files of a rolling one joined in order.
 *
 * <p>Spark writes events in the order in which its listener bus delivers them, not in that of their
 * times; signals keep that order. Not every event is there: a driver that dies loses what was not
 * flushed, task ends among it.
 */
public final class EventLogReader implements Reader {

  @Override
  public ReadReport read(ReadInput input, InputStream bytes, SignalSink sink) {
    EventLines lines = new EventLines(bytes, EventDispatch::isOfUse);
    EventDispatch dispatch = new EventDispatch(new EventScope(input, sink));
    while (lines.advance()) {
      dispatch.take(lines);
    }
    return dispatch.finish(lines);
  }
}
