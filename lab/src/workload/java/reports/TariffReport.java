package reports;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Prices the parcels of each depot by a table of tariffs, first for the year, then by quarter. */
public final class TariffReport {
  private TariffReport() {}

  /** Arguments: depots, tariffs, parcels of a depot. */
  public static void main(String[] args) {
    int depots = Integer.parseInt(args[0]);
    int tariffs = Integer.parseInt(args[1]);
    int parcels = Integer.parseInt(args[2]);
    double[] prices = new SplittableRandom(tariffs).doubles(tariffs, 1, 100).toArray();
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, depots).boxed().collect(Collectors.toList());
      double year =
          context
              .parallelize(numbers, depots)
              .map(depot -> price(depot, parcels, prices))
              .reduce(Double::sum);
      for (int quarter = 1; quarter <= 4; quarter++) {
        int salt = quarter * depots;
        double part =
            context
                .parallelize(numbers, depots)
                .map(depot -> price(salt + depot, parcels / 4, prices))
                .reduce(Double::sum);
        System.out.printf("quarter %d: %.0f%n", quarter, part);
      }
      System.out.printf("year: %.0f%n", year);
    }
  }

  private static double price(int depot, int parcels, double[] prices) {
    return new SplittableRandom(depot)
        .ints(parcels, 0, prices.length)
        .mapToDouble(tariff -> prices[tariff])
        .sum();
  }
}
