package reports;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Lists all receipts of each shop as one value and finds the shop with most of them. */
public final class BasketReport {
  private BasketReport() {}

  /** Arguments: receipts, shops, letters of a receipt, partitions. */
  public static void main(String[] args) {
    long receipts = Long.parseLong(args[0]);
    int shops = Integer.parseInt(args[1]);
    int letters = Integer.parseInt(args[2]);
    int partitions = Integer.parseInt(args[3]);
    SparkSession session = SparkSession.builder().getOrCreate();
    Dataset<Row> sold =
        session
            .range(0, receipts, 1, partitions)
            .selectExpr(
                "id % " + shops + " AS shop",
                "concat('receipt ', id, repeat(' bread', " + letters / 6 + ")) AS receipt");
    List<Row> most =
        sold.groupBy("shop")
            .agg(functions.collect_list("receipt").as("receipts"))
            .selectExpr("max(size(receipts)) AS most")
            .collectAsList();
    System.out.println("most receipts of a shop: " + most.get(0).get(0));
    session.stop();
  }
}
