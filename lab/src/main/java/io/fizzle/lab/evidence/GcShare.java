package io.fizzle.lab.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a JVM's last seconds its collector took, from a unified GC log with uptime
 * decorations.
 *
 * <p>The lab counts for itself, on purpose: its labels must not rest on the readers that they
 * measure.
 */
public final class GcShare {
  /**
   * JDK 9 and later, {@code -Xlog:gc:...:time,uptime}: the line that closes a pause carries its
   * length.
   */
  private static final Pattern PAUSE =
      Pattern.compile("\\[(\\d+\\.\\d+)s].* Pause [^\\n]* (\\d+\\.\\d+)ms$");

  private GcShare() {}

  /** Per cent of the window that ends with the last pause; 0 where there is no pause. */
  public static double beforeEnd(List<String> lines, double seconds) {
    List<double[]> pauses = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = PAUSE.matcher(line);
      if (matcher.find()) {
        double end = Double.parseDouble(matcher.group(1));
        pauses.add(new double[] {end - Double.parseDouble(matcher.group(2)) / 1000, end});
      }
    }
    if (pauses.isEmpty()) {
      return 0;
    }
    double windowStart = pauses.get(pauses.size() - 1)[1] - seconds;
    double paused = 0;
    for (double[] pause : pauses) {
      paused += Math.max(0, pause[1] - Math.max(pause[0], windowStart));
    }
    return 100 * paused / seconds;
  }
}
