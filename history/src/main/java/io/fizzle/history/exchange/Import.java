package io.fizzle.history.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.history.Access;
import io.fizzle.history.Feedback;
import io.fizzle.history.History;
import io.fizzle.history.Recorded;
import io.fizzle.history.RunRecord;
import io.fizzle.history.SolutionAttempt;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON lines into a history. What is known already is one event still: reading a file twice
 * changes nothing.
 */
public final class Import {
  private static final int AT_ONCE = 500;
  private static final int LONGEST_LINE = 64 << 20;

  /** A file that is no export, or a damaged one; the message names the line. */
  public static final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * What came in.
   *
   * @param added runs that were not known
   * @param known runs that were
   * @param refused runs, attempts and feedback of projects that may not be written
   */
  public record Result(long added, long known, long refused) {}

  private final ObjectMapper mapper = Lines.mapper();
  private final History history;
  private final Access access;
  private final List<RunRecord> runs = new ArrayList<>();
  private final List<SolutionAttempt> attempts = new ArrayList<>();
  private final List<Feedback> feedback = new ArrayList<>();
  private long added;
  private long known;
  private long refused;

  /**
   * Into this history.
   *
   * @param access projects that may be written
   */
  public Import(History history, Access access) {
    this.history = history;
    this.access = access;
  }

  /** Reads all lines; what was read before a mistake stays. */
  public Result read(BufferedReader lines) throws IOException {
    long number = 0;
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      number++;
      if (text.length() > LONGEST_LINE) {
        throw new Malformed("line " + number + " is longer than any run");
      }
      if (!text.isBlank()) {
        take(parsed(text, number), number);
      }
    }
    if (number == 0) {
      throw new Malformed("it is empty");
    }
    flush();
    return new Result(added, known, refused);
  }

  private Line parsed(String text, long number) throws Malformed {
    try {
      return mapper.readValue(text, Line.class);
    } catch (JacksonException e) {
      throw new Malformed("line " + number + " is no line of an export: " + e.getOriginalMessage());
    }
  }

  private void take(Line line, long number) throws Malformed {
    @Nullable String schema = line.schema();
    if (number == 1 && !Line.SCHEMA.equals(schema)) {
      throw new Malformed(
          "it does not begin as an export of this version: {\"schema\":\"" + Line.SCHEMA + "\"}");
    }
    RunRecord run = line.run();
    SolutionAttempt attempt = line.attempt();
    Feedback said = line.feedback();
    if (run != null && permitted(run.run().origin().project())) {
      runs.add(Cleansing.of(run));
    } else if (attempt != null && permitted(attempt.origin().project())) {
      attempts.add(attempt);
    } else if (said != null && permitted(said.origin().project())) {
      feedback.add(said);
    }
    if (runs.size() + attempts.size() + feedback.size() >= AT_ONCE) {
      flush();
    }
  }

  private boolean permitted(String project) {
    boolean permitted = access.permits(project);
    refused += permitted ? 0 : 1;
    return permitted;
  }

  private void flush() {
    for (Recorded recorded : history.record(runs)) {
      added += recorded == Recorded.NEW ? 1 : 0;
      known += recorded == Recorded.NEW ? 0 : 1;
    }
    history.recordAttempts(attempts);
    history.recordFeedback(feedback);
    runs.clear();
    attempts.clear();
    feedback.clear();
  }
}
