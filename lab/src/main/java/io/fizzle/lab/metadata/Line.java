package io.fizzle.lab.metadata;

import java.util.Comparator;

/** A line of releases, for example 3.5. */
record Line(int major, int minor) implements Comparable<Line> {
  private static final Comparator<Line> ORDER =
      Comparator.comparingInt(Line::major).thenComparingInt(Line::minor);

  /** The line of a release, {@code 3.5} of {@code 3.5.9}. */
  static Line of(String version) {
    String[] numbers = version.split("\\.", 3);
    return new Line(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  @Override
  public int compareTo(Line other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
