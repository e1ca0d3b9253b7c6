package reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Closes the batches of a day; made of a command that was once run by hand. */
public final class BatchClose {
  private BatchClose() {}

  /** Arguments: batches, entries of a batch, the batch whose sum is off, the status for that. */
  public static void main(String[] args) {
    int batches = Integer.parseInt(args[0]);
    int entries = Integer.parseInt(args[1]);
    int open = Integer.parseInt(args[2]);
    int status = Integer.parseInt(args[3]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, batches).boxed().collect(Collectors.toList());
      long sum =
          context
              .parallelize(numbers, batches)
              .map(batch -> close(entries, batch == open ? 1 : 0, status))
              .reduce(Long::sum);
      System.out.println("closed, sum " + sum);
    }
  }

  private static long close(int entries, int difference, int status) {
    long credit = 0;
    long debit = difference;
    for (int entry = 0; entry < entries; entry++) {
      credit += entry;
      debit += entry;
    }
    if (credit != debit) {
      System.out.println("batch does not balance, difference " + (credit - debit));
      System.exit(status);
    }
    return credit;
  }
}
