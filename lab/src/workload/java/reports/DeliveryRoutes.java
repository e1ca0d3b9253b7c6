package reports;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Joins parcels with the depots that deliver them; a depot's distance is asked of a service. */
public final class DeliveryRoutes {
  private DeliveryRoutes() {}

  /** Arguments: parcels, depots, letters of a depot's description, microseconds of an answer. */
  public static void main(String[] args) {
    long parcels = Long.parseLong(args[0]);
    long depots = Long.parseLong(args[1]);
    int letters = Integer.parseInt(args[2]);
    long micros = Long.parseLong(args[3]);
    SparkSession session = SparkSession.builder().getOrCreate();
    UDF1<Long, Long> distance = depot -> ask(depot, micros);
    session.udf().register("distance", distance, DataTypes.LongType);
    Dataset<Row> known =
        session
            .range(0, depots, 1, 2)
            .selectExpr(
                "id AS depot",
                (micros > 0 ? "distance(id)" : "id % 1000") + " AS distance",
                "concat('depot ', id, repeat(' north', " + letters / 6 + ")) AS description");
    List<Row> sums =
        session
            .range(0, parcels, 1, 2)
            .selectExpr("id % " + depots + " AS depot")
            .join(known, "depot")
            .selectExpr("sum(distance) AS total", "max(length(description)) AS longest")
            .collectAsList();
    System.out.println("distance and description: " + sums.get(0));
    session.stop();
  }

  private static long ask(long depot, long micros) throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(micros);
    return depot % 1000;
  }
}
