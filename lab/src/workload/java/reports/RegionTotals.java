package reports;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Sums the sales of each region by a column that is named on the command line. */
public final class RegionTotals {
  private RegionTotals() {}

  /** Arguments: sales, regions, the column to sum. */
  public static void main(String[] args) {
    long sales = Long.parseLong(args[0]);
    int regions = Integer.parseInt(args[1]);
    String column = args[2];
    SparkSession session = SparkSession.builder().getOrCreate();
    Dataset<Row> table =
        session
            .range(sales)
            .selectExpr("id % " + regions + " AS region", "id AS amount", "id * 2 AS price");
    System.out.println("sales: " + table.count());
    Dataset<Row> sums = table.groupBy("region").agg(functions.sum(column).as("total"));
    System.out.println("regions: " + sums.count());
    session.stop();
  }
}
