package reports;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Asks trading partners for their price lists, page by page, and keeps each article's best price. */
public final class PartnerPrices {
  private static final int PAGE = 2_000;
  private static final int ARTICLES = 20_000;

  private PartnerPrices() {}

  /**
   * Arguments: partners, pages of a partner, milliseconds between two requests to a partner (none
   * wants to be asked more often), milliseconds that the one sleepy partner needs to wake up.
   */
  public static void main(String[] args) {
    int partners = Integer.parseInt(args[0]);
    int pages = Integer.parseInt(args[1]);
    long pause = Long.parseLong(args[2]);
    long waking = Long.parseLong(args[3]);
    int sleepy = partners / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, partners).boxed().collect(Collectors.toList());
      long articles =
          context
              .parallelize(numbers, partners)
              .flatMapToPair(partner -> prices(partner, pages, pause, partner == sleepy ? waking : 0))
              .reduceByKey(Math::min)
              .count();
      System.out.println("best prices of " + articles + " articles");
    }
  }

  private static Iterator<Tuple2<Integer, Double>> prices(
      int partner, int pages, long pause, long waking) throws InterruptedException {
    if (TaskContext.get().attemptNumber() == 0) {
      TimeUnit.MILLISECONDS.sleep(waking); // who asks a second time finds the partner awake
    }
    SplittableRandom random = new SplittableRandom(partner);
    List<Tuple2<Integer, Double>> prices = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      TimeUnit.MILLISECONDS.sleep(pause);
      for (int line = 0; line < PAGE; line++) {
        prices.add(new Tuple2<>(random.nextInt(ARTICLES), 100 * random.nextDouble()));
      }
    }
    return prices.iterator();
  }
}
