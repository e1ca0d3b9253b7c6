package reports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;

/** Computes the sales tax of each shop's receipts with tables that are licensed host by host. */
public final class SalesTax {
  private SalesTax() {}

  /**
   * Arguments: shops, receipts of a shop, milliseconds between two requests for a table, licensed
   * hosts with commas between them.
   */
  public static void main(String[] args) {
    int shops = Integer.parseInt(args[0]);
    int receipts = Integer.parseInt(args[1]);
    long pause = Long.parseLong(args[2]);
    String licensed = args[3];
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, shops).boxed().collect(Collectors.toList());
      double tax =
          context
              .parallelize(numbers, shops)
              .map(shop -> new TaxTable(licensed, pause).tax(shop, receipts))
              .reduce(Double::sum);
      System.out.println("sales tax: " + Math.round(tax));
    }
  }

  /** The tables of one task. */
  private static final class TaxTable {
    private static final double[] RATES = {0.07, 0.19};

    TaxTable(String licensed, long pause) throws InterruptedException {
      Set<String> hosts = Set.copyOf(Arrays.asList(licensed.split(",")));
      String host = SparkEnv.get().blockManager().blockManagerId().host();
      if (!hosts.contains(host)) {
        throw new IllegalStateException("the licence of the tax tables does not cover " + host);
      }
      TimeUnit.MILLISECONDS.sleep(pause);
    }

    double tax(int shop, int receipts) {
      return new SplittableRandom(shop)
          .doubles(receipts, 1, 500)
          .map(amount -> amount * RATES[(int) amount % RATES.length])
          .sum();
    }
  }
}
