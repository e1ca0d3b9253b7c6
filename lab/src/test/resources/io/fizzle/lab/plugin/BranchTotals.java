import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * A job with all that a plugin hears of: tasks that succeed, one that fails, an executor that is
 * lost, a shuffle, a query. Prints the same each time and ends with the exit code that it is given.
 */
public final class BranchTotals {
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    boolean distributed = !spark.sparkContext().isLocal();
    System.out.println("totals " + totals(context));
    System.out.println("lost " + withLoss(context, distributed));
    System.out.println(
        "query " + spark.range(0, 1000, 1, 4).selectExpr("sum(id % 7)").collectAsList());
    spark.stop();
    System.exit(Integer.parseInt(arguments[0]));
  }

  private static TreeMap<Integer, Integer> totals(JavaSparkContext context) {
    return new TreeMap<>(
        context
            .parallelize(numbers(), 4)
            .mapToPair(number -> new Tuple2<>(number % 5, number))
            .reduceByKey((a, b) -> attempt(1) == 0 ? fail() : a + b, 2)
            .collectAsMap());
  }

  /** The number of this attempt in one of the partitions, in all others 1. */
  private static int attempt(int partition) {
    TaskContext task = TaskContext.get();
    return task != null && task.partitionId() == partition && task.stageId() == 1
        ? task.attemptNumber()
        : 1;
  }

  private static int fail() {
    throw new IllegalStateException("fails once");
  }

  /** An executor ends in the middle; the rest takes some seconds, so that vitals travel. */
  private static long withLoss(JavaSparkContext context, boolean distributed) {
    return context
        .parallelize(numbers(), 12)
        .mapPartitions(
            part -> {
              TaskContext task = TaskContext.get();
              if (distributed && task.partitionId() == 1 && task.attemptNumber() == 0) {
                Thread.sleep(2_000);
                Runtime.getRuntime().halt(7);
              }
              Thread.sleep(600);
              return part;
            })
        .count();
  }

  private static List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(i);
    }
    return numbers;
  }
}
