import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** A job that ships too much, and knows nothing of Fizzle. */
public final class LargeShipments implements Serializable {
  private final HashMap<String, byte[]> lookup = new HashMap<>();

  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    LargeShipments job = new LargeShipments();
    job.lookup.put("all", random(3_000_000));
    System.out.println("captured " + job.captured(context));
    System.out.println("partitions " + partitions(context));
    System.out.println("broadcast " + broadcast(context));
    spark.stop();
  }

  private int captured(JavaSparkContext context) {
    return context.parallelize(List.of(1, 2, 3), 2).map(n -> n + lookup.size()).reduce(Integer::sum);
  }

  private static long partitions(JavaSparkContext context) {
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rows.add(random(1_500_000));
    }
    return context.parallelize(rows, 4).filter(row -> row.length > 9).count();
  }

  private static long broadcast(JavaSparkContext context) {
    Broadcast<byte[]> table = context.broadcast(random(9_000_000));
    return context.parallelize(List.of(1, 2, 3), 2).filter(n -> table.value().length > n).count();
  }

  /** Random, so that compression makes it no smaller. */
  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
