package reports;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Hands the stock lists of all stores from the driver to the executors and adds them up. */
public final class StockTransfer {
  private StockTransfer() {}

  /** Arguments: stores, articles of a store, articles of the one large store. */
  public static void main(String[] args) {
    int stores = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    List<int[]> lists = new ArrayList<>();
    for (int store = 0; store < stores; store++) {
      int articles = store == stores / 2 ? large : usual;
      lists.add(new SplittableRandom(store).ints(articles, 1, 500).toArray());
    }
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      long pieces = context.parallelize(lists, stores).map(StockTransfer::sum).reduce(Long::sum);
      System.out.println("pieces in stock: " + pieces);
    }
  }

  private static long sum(int[] quantities) {
    long sum = 0;
    for (int quantity : quantities) {
      sum += quantity;
    }
    return sum;
  }
}
