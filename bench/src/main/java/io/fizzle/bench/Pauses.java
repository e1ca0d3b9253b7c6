package io.fizzle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses of a GC log: how many, and how long all of them together.
 *
 * <p>A pause is what HotSpot logs as one: the line with which it closes a pause of a numbered
 * collection, {@code GC(7) Pause Young (Normal) (G1 Evacuation Pause) 9M->7M(16M) 0.874ms}. ZGC and
 * Shenandoah log their phases that stop all threads the same way ({@code GC(7) y: Pause Mark End
 * 0.008ms}). Threads that wait for memory while others run ({@code Allocation Stall}) do not count.
 */
record Pauses(long count, long micros) {

  /** The generation, in front of a phase's name, is generational ZGC's. */
  private static final Pattern CLOSING =
      Pattern.compile("GC\\(\\d+\\) (?:[A-Za-z]: )?Pause .*?(\\d+\\.\\d+)ms$");

  /** Counts with one regular expression, and with nothing of the readers that it judges. */
  static Pauses in(Path log) throws IOException {
    long count = 0;
    BigDecimal millis = BigDecimal.ZERO;
    try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher closing = CLOSING.matcher(line);
        if (closing.find()) {
          count++;
          millis = millis.add(new BigDecimal(closing.group(1)));
        }
      }
    }
    return new Pauses(count, millis.movePointRight(3).longValue());
  }

  /**
   * True where a reader found the same pauses. Their sum may differ by a thousandth: some keep
   * seconds as floating point.
   */
  boolean agrees(Pauses read) {
    return count == read.count && Math.abs(micros - read.micros) * 1_000 <= micros;
  }
}
