package reports;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Keeps the last reading of each device of a site while that site's readings are replayed. */
public final class DeviceStatus {
  /** Spreads device numbers as real serial numbers are spread (the golden ratio in 64 bits). */
  private static final long SERIAL_STEP = 0x9E3779B97F4A7C15L;

  private DeviceStatus() {}

  /**
   * Arguments: sites, devices of a site, devices of the one large site, readings to replay there.
   */
  public static void main(String[] args) {
    int sites = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    long readings = Long.parseLong(args[3]);
    int largeSite = sites / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, sites).boxed().collect(Collectors.toList());
      long devices =
          context
              .parallelize(numbers, sites)
              .map(site -> site == largeSite ? replay(large, readings) : replay(usual, usual))
              .reduce(Long::sum);
      System.out.println("status of " + devices + " devices");
    }
  }

  private static long replay(int devices, long readings) {
    Map<Long, Reading> last = new HashMap<>(2 * devices);
    for (int device = 0; device < devices; device++) {
      last.put(device * SERIAL_STEP, new Reading(device, 0));
    }
    SplittableRandom random = new SplittableRandom(devices);
    for (long time = 0; time < readings; time++) {
      last.put(random.nextInt(devices) * SERIAL_STEP, new Reading(time, random.nextDouble()));
    }
    return last.size();
  }

  private static final class Reading implements Serializable {
    private static final long serialVersionUID = 1;
    final long time;
    final double value;

    Reading(long time, double value) {
      this.time = time;
      this.value = value;
    }
  }
}
