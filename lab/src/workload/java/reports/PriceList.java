package reports;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Renders the price list of each shop and brings all of them to one place. */
public final class PriceList {
  private PriceList() {}

  /** Arguments: shops, bytes of a price list. */
  public static void main(String[] args) {
    int shops = Integer.parseInt(args[0]);
    int size = Integer.parseInt(args[1]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, shops).boxed().collect(Collectors.toList());
      List<byte[]> lists =
          context.parallelize(numbers, shops).map(shop -> render(shop, size)).collect();
      long bytes = lists.stream().mapToLong(list -> list.length).sum();
      System.out.println("price lists of " + bytes + " bytes");
    }
  }

  private static byte[] render(int shop, int size) {
    byte[] list = new byte[size];
    Arrays.fill(list, (byte) shop);
    return list;
  }
}
