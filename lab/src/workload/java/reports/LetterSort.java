package reports;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.ReduceFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Sorts letters by their address, so that each delivery round is one piece, and counts them. */
public final class LetterSort {
  private LetterSort() {}

  /** Arguments: letters, characters of a letter's text, districts. */
  public static void main(String[] args) {
    long letters = Long.parseLong(args[0]);
    int characters = Integer.parseInt(args[1]);
    int districts = Integer.parseInt(args[2]);
    SparkSession session = SparkSession.builder().getOrCreate();
    Dataset<Row> sorted =
        session
            .range(0, letters, 1, 4)
            .selectExpr(
                "id % 9973 AS house",
                "pmod(hash(id), 1000000) AS street",
                "concat('Dear reader ', id, repeat('.', " + characters + ")) AS text")
            .repartition(districts, functions.col("house"))
            .sortWithinPartitions("street", "house");
    long length =
        sorted
            .mapPartitions(
                (MapPartitionsFunction<Row, Long>)
                    LetterSort::lengths,
                Encoders.LONG())
            .reduce((ReduceFunction<Long>) Long::sum);
    System.out.println("sorted letters of " + length + " characters");
    session.stop();
  }

  private static Iterator<Long> lengths(Iterator<Row> letters) {
    long length = 0;
    while (letters.hasNext()) {
      length += letters.next().getString(2).length();
    }
    return List.of(length).iterator();
  }
}
