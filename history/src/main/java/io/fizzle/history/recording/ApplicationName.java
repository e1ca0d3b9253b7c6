package io.fizzle.history.recording;

import java.util.regex.Pattern;

/** The name under which the runs of one application are found together. */
final class ApplicationName {
  /** A date, a time stamp or a counter at the end, as schedulers add it for each run. */
  private static final Pattern STAMP =
      Pattern.compile(
          "[-_. :@(\\[]{0,4}(?:\\d{4}-\\d{2}-\\d{2}(?:[T_ -]\\d{2}[:-]?\\d{2}(?:[:-]?\\d{2})?)?Z?"
              + "|\\d{6,20}(?:[T_-]\\d{4,6})?"
              + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[)\\]]?$");

  private static final int LONGEST = 200;

  private ApplicationName() {}

  /** The name without what differs from run to run; all of it where nothing else is left. */
  static String of(String name) {
    String text = name.strip();
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String stable = STAMP.matcher(cut).replaceAll("");
    return stable.isBlank() ? cut : stable;
  }
}
