package reports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Opens a feed for each article of a supplier, each with a thread that waits for its prices. */
public final class PriceFeeds {
  private PriceFeeds() {}

  /** Arguments: suppliers, articles of a supplier, articles of the one large supplier. */
  public static void main(String[] args) {
    int suppliers = Integer.parseInt(args[0]);
    int usual = Integer.parseInt(args[1]);
    int large = Integer.parseInt(args[2]);
    int largeSupplier = suppliers / 2;
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, suppliers).boxed().collect(Collectors.toList());
      long prices =
          context
              .parallelize(numbers, suppliers)
              .map(supplier -> follow(supplier == largeSupplier ? large : usual))
              .reduce(Long::sum);
      System.out.println("followed " + prices + " prices");
    }
  }

  private static long follow(int articles) throws InterruptedException {
    List<BlockingQueue<Integer>> questions = new ArrayList<>();
    BlockingQueue<Integer> prices = new LinkedBlockingQueue<>();
    for (int article = 0; article < articles; article++) {
      BlockingQueue<Integer> question = new LinkedBlockingQueue<>();
      Thread feed = new Thread(() -> answer(question, prices), "feed-" + article);
      feed.setDaemon(true);
      feed.start();
      questions.add(question);
    }
    questions.forEach(question -> question.add(100));
    long sum = 0;
    for (int article = 0; article < articles; article++) {
      sum += prices.take();
    }
    return sum / 100;
  }

  private static void answer(BlockingQueue<Integer> question, BlockingQueue<Integer> prices) {
    try {
      prices.add(question.take());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
