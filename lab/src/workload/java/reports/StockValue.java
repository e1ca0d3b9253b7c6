package reports;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Values the stock: sums the movements of each article, asks for the exchange rates of the day, and
 * posts the values to the ledger.
 */
public final class StockValue {
  private static final int RATES = 8;

  private StockValue() {}

  /**
   * Arguments: warehouses, movements of a warehouse, articles, milliseconds between two requests to
   * the service of rates or the ledger.
   */
  public static void main(String[] args) {
    int warehouses = Integer.parseInt(args[0]);
    int movements = Integer.parseInt(args[1]);
    int articles = Integer.parseInt(args[2]);
    long pause = Long.parseLong(args[3]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      JavaPairRDD<Integer, Long> stock =
          context
              .parallelize(range(warehouses), warehouses)
              .flatMapToPair(warehouse -> movements(warehouse, movements, articles))
              .reduceByKey(Long::sum);
      long known = stock.count();
      double rate =
          context.parallelize(range(RATES), RATES).map(day -> rate(day, pause)).reduce(Math::max);
      double value = stock.mapPartitions(part -> post(part, rate, pause)).reduce(Double::sum);
      System.out.println("stock of " + known + " articles is worth " + Math.round(value));
    }
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().collect(Collectors.toList());
  }

  private static Iterator<Tuple2<Integer, Long>> movements(int warehouse, int count, int articles) {
    SplittableRandom random = new SplittableRandom(warehouse);
    return IntStream.range(0, count)
        .mapToObj(movement -> new Tuple2<>(random.nextInt(articles), random.nextLong(1, 100)))
        .iterator();
  }

  private static double rate(int day, long pause) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(pause);
    return 1 + new SplittableRandom(day).nextDouble();
  }

  private static Iterator<Double> post(Iterator<Tuple2<Integer, Long>> part, double rate, long pause)
      throws InterruptedException {
    double value = 0;
    while (part.hasNext()) {
      value += part.next()._2() * rate;
    }
    TimeUnit.MILLISECONDS.sleep(pause);
    return List.of(value).iterator();
  }
}
