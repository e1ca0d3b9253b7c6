package reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Counts the readings above their meter's own average, for which it keeps all readings of a meter.
 */
public final class MeterReadings {
  private MeterReadings() {}

  /** Arguments: meters, readings of a meter, readings of the one busy meter. */
  public static void main(String[] args) {
    int meters = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int busy = Integer.parseInt(args[2]);
    int busyMeter = meters / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, meters).boxed().collect(Collectors.toList());
      long above =
          context
              .parallelize(numbers, meters)
              .map(meter -> aboveAverage(usual, meter == busyMeter ? busy : usual))
              .reduce(Long::sum);
      System.out.println("found " + above + " readings above average");
    }
  }

  private static long aboveAverage(int expected, int count) {
    List<Reading> readings = new ArrayList<>(expected);
    double total = 0;
    for (int minute = 0; minute < count; minute++) {
      Reading reading = new Reading(minute, calibrated(minute % 1_440));
      readings.add(reading);
      total += reading.value();
    }
    double average = total / count;
    long above = 0;
    for (Reading reading : readings) {
      if (reading.value() > average) {
        above++;
      }
    }
    return above;
  }

  private static double calibrated(int raw) {
    return 20 + Math.sin(raw / 229.0) * Math.exp(-raw / 1_440.0) + Math.log1p(Math.tan(raw / 1_000.0) / 8);
  }

  private record Reading(long minute, double value) {}
}
