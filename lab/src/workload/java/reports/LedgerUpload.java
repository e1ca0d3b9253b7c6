package reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Prepares the upload of ledgers to a database, with the database's own driver. */
public final class LedgerUpload {
  private LedgerUpload() {}

  /** Arguments: ledgers, entries of a ledger, class of the database's driver. */
  public static void main(String[] args) {
    int ledgers = Integer.parseInt(args[0]);
    int entries = Integer.parseInt(args[1]);
    String database = args[2];
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, ledgers).boxed().collect(Collectors.toList());
      int prepared =
          context
              .parallelize(numbers, ledgers)
              .map(ledger -> prepare(entries, database))
              .reduce(Integer::sum);
      System.out.println("prepared " + prepared + " entries");
    }
  }

  private static int prepare(int entries, String database) throws ClassNotFoundException {
    Class.forName(database, true, Thread.currentThread().getContextClassLoader());
    return entries;
  }
}
