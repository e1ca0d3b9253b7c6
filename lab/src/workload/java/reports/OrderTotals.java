package reports;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Joins orders with their customers and seals each line; one customer is a chain of shops. */
public final class OrderTotals {
  private OrderTotals() {}

  /** Arguments: orders, customers, per cent of all orders that come from the one chain. */
  public static void main(String[] args) {
    long orders = Long.parseLong(args[0]);
    long customers = Long.parseLong(args[1]);
    int chain = Integer.parseInt(args[2]);
    SparkSession session = SparkSession.builder().getOrCreate();
    Dataset<Row> lines =
        session
            .range(0, orders, 1, 4)
            .selectExpr(
                "if(id % 100 < " + chain + ", 1L, id % " + customers + ") AS customer",
                "id AS number",
                "concat('order-', id) AS text");
    Dataset<Row> names =
        session
            .range(0, customers, 1, 2)
            .selectExpr("id AS customer", "concat('customer-', id) AS name");
    Row totals =
        lines
            .join(names, "customer")
            .selectExpr("sha2(concat(name, text), 512) AS seal")
            .agg(functions.count("*"), functions.max("seal"))
            .first();
    System.out.println("sealed " + totals.getLong(0) + " orders, last seal " + totals.getString(1));
    session.stop();
  }
}
