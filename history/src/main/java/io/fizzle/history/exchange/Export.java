package io.fizzle.history.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes a history as JSON lines: one run, attempt or feedback a line. */
public final class Export {
  private final ObjectMapper mapper =
      Lines.mapper().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

  private final History history;

  public Export(History history) {
    this.history = history;
  }

  /**
   * Writes what the access permits and the filter asks for.
   *
   * @return how many runs were written
   */
  public long write(Access access, Filter filter, Writer out) throws IOException {
    try {
      line(out, new Line(Line.SCHEMA, null, null, null));
      // ids first: a run is put together by questions of its own
      List<String> ids = new ArrayList<>();
      history.runs(access, filter, (ApplicationRun run) -> ids.add(run.id()));
      for (String id : ids) {
        history.run(access, id).ifPresent(run -> line(out, new Line(null, run, null, null)));
      }
      history.attempts(access, filter, attempt -> line(out, new Line(null, null, attempt, null)));
      history.feedback(access, filter, feedback -> line(out, new Line(null, null, null, feedback)));
      return ids.size();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void line(Writer out, Line line) {
    try {
      mapper.writeValue(out, line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
