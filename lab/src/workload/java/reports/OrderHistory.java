package reports;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Collects the orders of each customer over several days; one customer is a wholesaler. */
public final class OrderHistory {
  private static final int CUSTOMERS = 40;

  private OrderHistory() {}

  /** Arguments: days, orders of a day, of them in per cent the wholesaler's, letters of an order. */
  public static void main(String[] args) {
    int days = Integer.parseInt(args[0]);
    int orders = Integer.parseInt(args[1]);
    int wholesale = Integer.parseInt(args[2]);
    int letters = Integer.parseInt(args[3]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, days).boxed().collect(Collectors.toList());
      long longest =
          context
              .parallelize(numbers, days)
              .flatMapToPair(day -> orders(day, orders, wholesale, letters))
              .groupByKey(4)
              .mapValues(OrderHistory::length)
              .values()
              .reduce(Math::max);
      System.out.println("longest history: " + longest);
    }
  }

  private static Iterator<Tuple2<Integer, String>> orders(
      int day, int orders, int wholesale, int letters) {
    String goods = "pallets, ".repeat(letters / 9);
    return IntStream.range(0, orders)
        .mapToObj(
            order ->
                new Tuple2<>(
                    order % 100 < wholesale ? 0 : order % CUSTOMERS,
                    "order " + day + "-" + order + ": " + goods))
        .iterator();
  }

  private static long length(Iterable<String> history) {
    long length = 0;
    for (String order : history) {
      length += order.length();
    }
    return length;
  }
}
