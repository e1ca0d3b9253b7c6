package reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Counts the addresses of each city by the first digit of their postcode. */
public final class PostcodeCheck {
  private PostcodeCheck() {}

  /** Arguments: cities, addresses of a city, the city that also has addresses abroad. */
  public static void main(String[] args) {
    int cities = Integer.parseInt(args[0]);
    int addresses = Integer.parseInt(args[1]);
    int border = Integer.parseInt(args[2]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, cities).boxed().collect(Collectors.toList());
      int checked =
          context
              .parallelize(numbers, cities)
              .map(city -> check(city, addresses, city == border))
              .reduce(Integer::sum);
      System.out.println("checked " + checked + " addresses");
    }
  }

  private static int check(int city, int addresses, boolean atTheBorder) {
    int valid = 0;
    for (int address = 0; address < addresses; address++) {
      boolean abroad = atTheBorder && address % 1_000 == 999;
      String postcode = abroad ? "CH-" + (8_000 + city) : Integer.toString(10_000 + address);
      if (Integer.parseInt(postcode) >= 10_000) {
        valid++;
      }
    }
    return valid;
  }
}
