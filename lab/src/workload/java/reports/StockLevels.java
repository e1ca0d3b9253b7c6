package reports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Counts each article of a warehouse by the day of the week, in one map for each warehouse. */
public final class StockLevels {
  /** Spreads article numbers over all 64 bits (the golden ratio). */
  private static final long ARTICLE_STEP = 0x9E3779B97F4A7C15L;

  private static final int DAYS = 7;

  private StockLevels() {}

  /** Arguments: warehouses, articles of a warehouse, articles of the one large warehouse. */
  public static void main(String[] args) {
    int warehouses = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int largeWarehouse = warehouses / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, warehouses).boxed().collect(Collectors.toList());
      long articles =
          context
              .parallelize(numbers, warehouses)
              .map(warehouse -> count(warehouse == largeWarehouse ? large : usual))
              .reduce(Long::sum);
      System.out.println("articles in stock: " + articles);
    }
  }

  private static long count(int articles) {
    Map<Long, long[]> stock = new HashMap<>();
    for (int article = 0; article < articles; article++) {
      stock.computeIfAbsent(article * ARTICLE_STEP, unseen -> new long[DAYS])[article % DAYS]++;
    }
    return stock.size();
  }
}
