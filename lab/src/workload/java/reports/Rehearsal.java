package reports;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Touches the classes of a driver, a master, a worker (in a local cluster) and of an executor (in
 * one process), so that they can be archived.
 */
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) {
    rehearse("local-cluster[1,1,1024]");
    rehearse("local[1]");
  }

  private static void rehearse(String master) {
    SparkSession session = SparkSession.builder().master(master).getOrCreate();
    Dataset<Row> numbers = session.range(10_000).withColumn("key", functions.expr("id % 7"));
    Dataset<Row> sums = numbers.groupBy("key").sum("id");
    List<Row> rows = numbers.join(sums, "key").orderBy("key", "id").limit(5).collectAsList();
    System.out.println(rows);
    session.stop();
  }
}
