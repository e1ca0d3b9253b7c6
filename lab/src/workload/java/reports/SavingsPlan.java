package reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Adds the interest of one month after the other to all accounts. */
public final class SavingsPlan {
  private static final double MONTHLY = 1.002;

  private SavingsPlan() {}

  /** Arguments: branches, accounts of a branch, months, months between two statements. */
  public static void main(String[] args) {
    int branches = Integer.parseInt(args[0]);
    int accounts = Integer.parseInt(args[1]);
    int months = Integer.parseInt(args[2]);
    int statement = Integer.parseInt(args[3]);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      List<Integer> numbers = IntStream.range(0, branches).boxed().collect(Collectors.toList());
      JavaRDD<double[]> balances =
          context.parallelize(numbers, branches).map(branch -> open(branch, accounts));
      for (int month = 1; month <= months; month++) {
        int now = month;
        balances = balances.map(branch -> credit(branch, now));
        if (month % statement == 0) {
          double total = balances.map(branch -> branch[0]).reduce(Double::sum);
          System.out.printf("month %d: %.2f%n", month, total);
        }
      }
      System.out.println("saved for " + months + " months");
    }
  }

  private static double[] open(int branch, int accounts) {
    double[] balances = new double[accounts];
    for (int account = 0; account < accounts; account++) {
      balances[account] = 100 + branch + account % 50;
    }
    return balances;
  }

  private static double[] credit(double[] balances, int month) {
    double[] next = new double[balances.length];
    double bonus = month % 12 == 0 ? 1 : 0;
    for (int account = 0; account < next.length; account++) {
      next[account] = balances[account] * MONTHLY + bonus;
    }
    return next;
  }
}
