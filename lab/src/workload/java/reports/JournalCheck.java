package reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Adds up the journals of all branches. The program's jar is installed on the nodes, so it is not
 * sent along.
 */
public final class JournalCheck {
  private JournalCheck() {}

  /** Arguments: branches, entries of a branch. */
  public static void main(String[] args) {
    int branches = Integer.parseInt(args[0]);
    int entries = Integer.parseInt(args[1]);
    SparkConf installed = new SparkConf().set("spark.jars", "");
    try (JavaSparkContext context = new JavaSparkContext(installed)) {
      List<Integer> numbers = IntStream.range(0, branches).boxed().collect(Collectors.toList());
      int sum =
          context.parallelize(numbers, branches).map(branch -> branch * entries).reduce(Math::max);
      System.out.println("journals add up to " + sum);
    }
  }
}
