package reports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Counts the visits of each visitor of a site by the hour of the week, in one map for each site.
 */
public final class VisitorCount {
  /** Spreads visitor numbers over all 64 bits (the golden ratio). */
  private static final long VISITOR_STEP = 0x9E3779B97F4A7C15L;

  private static final int HOURS_OF_WEEK = 168;

  private VisitorCount() {}

  /** Arguments: sites, visitors of a site, visitors of the one large site. */
  public static void main(String[] args) {
    int sites = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int largeSite = sites / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, sites).boxed().collect(Collectors.toList());
      int most =
          context
              .parallelize(numbers, sites)
              .map(site -> count(site == largeSite ? large : usual))
              .reduce(Math::max);
      System.out.println("most visitors of a site: " + most);
    }
  }

  private static int count(int visitors) {
    Map<String, int[]> visits = new HashMap<>();
    for (int visitor = 0; visitor < visitors; visitor++) {
      String name = "visitor-" + Long.toHexString(visitor * VISITOR_STEP);
      visits.computeIfAbsent(name, unseen -> new int[HOURS_OF_WEEK])[visitor % HOURS_OF_WEEK]++;
    }
    return visits.size();
  }
}
