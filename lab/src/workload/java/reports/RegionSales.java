package reports;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Sums sales by customer, or joins them with the customers' addresses first. */
public final class RegionSales {
  private RegionSales() {}

  /** Arguments: sales, customers; {@code sum} or {@code join}. */
  public static void main(String[] args) {
    long sales = Long.parseLong(args[0]);
    long customers = Long.parseLong(args[1]);
    boolean joined = args[2].equals("join");
    SparkSession session = SparkSession.builder().getOrCreate();
    Dataset<Row> sold =
        session.range(sales).selectExpr("id % " + customers + " AS customer", "id % 97 AS cents");
    Dataset<Row> addresses =
        session
            .range(customers)
            .selectExpr("id AS customer", "concat('street ', id, repeat(' east', 20)) AS address");
    Dataset<Row> located =
        joined ? sold.join(addresses.hint("shuffle_hash"), "customer") : sold;
    List<Row> sums =
        located
            .groupBy(joined ? "address" : "customer")
            .sum("cents")
            .selectExpr("count(*) AS customers", "sum(`sum(cents)`) AS cents")
            .collectAsList();
    System.out.println("customers and cents: " + sums.get(0));
    session.stop();
  }
}
