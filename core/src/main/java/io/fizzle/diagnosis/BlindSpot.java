package io.fizzle.diagnosis;

import io.fizzle.evidence.Evidence;
import io.fizzle.remedy.Recording;
import java.util.List;
import java.util.Locale;

/**
 * Evidence that was not there to be read.
 *
 * @param id stable name, for example {@code executor-gc-logs}
 * @param what what is not there, of how many
 * @param hides what cannot be seen without it
 * @param reach the confidence that this verdict could reach with it at most, if it agreed; 0 where
 *     it would not move this verdict
 * @param lines configuration that would have recorded it; empty where nothing in Spark would
 * @param ways where it may still be; may be empty
 * @param evidence what shows the loss; empty for what is simply not there
 */
public record BlindSpot(
    String id,
    State state,
    String what,
    String hides,
    double reach,
    List<Recording.Line> lines,
    List<String> ways,
    List<Evidence> evidence) {

  /** Why it is not there. */
  public enum State {
    /** It may exist, and was not among what was read. */
    ABSENT,
    /** The configuration did not ask for it. */
    NOT_RECORDED,
    /** Spark threw events away before they were written. */
    DROPPED,
    /** The History Server compacted it away. */
    COMPACTED,
    /** Older files were deleted, or are missing between others. */
    ROTATED,
    /** It ends before what it tells of ended. */
    TRUNCATED;

    /** The name in reports and JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public BlindSpot {
    lines = List.copyOf(lines);
    ways = List.copyOf(ways);
    evidence = List.copyOf(evidence);
  }
}
